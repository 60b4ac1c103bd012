import { Button } from "#components/ui/button.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import { moderateAction } from "#lib/feedback/actions.ts";
import type { FeedbackListItem } from "#lib/feedback/schema.ts";

type Held = FeedbackListItem & { body: string };

/** What waits for a decision, the longest waiting first. */
export function ModerationList({ entries, zone }: { entries: Held[]; zone: string }) {
  return (
    <ul className="mt-6 border-t border-rule-head">
      {entries.map((entry) => (
        <li key={entry.number} className="border-b border-rule py-4.5">
          <h2 className="font-medium wrap-anywhere">{entry.title}</h2>
          <p className="text-small text-ink-muted">
            {[`F-${entry.number}`, entry.systemName, entry.author ?? "Not signed in"]
              .filter(Boolean)
              .join(" · ")}
            {" · "}
            <Timestamp at={entry.createdAt} zone={zone} />
          </p>
          {entry.body && <p className="mt-2 max-w-measure whitespace-pre-line wrap-anywhere">{entry.body}</p>}
          <form action={moderateAction} className="mt-3 flex gap-3">
            <input type="hidden" name="number" value={entry.number} />
            <Button type="submit" name="decision" value="approve">
              Approve F-{entry.number}
            </Button>
            <Button type="submit" name="decision" value="reject" variant="danger">
              Reject F-{entry.number}
            </Button>
          </form>
        </li>
      ))}
    </ul>
  );
}
