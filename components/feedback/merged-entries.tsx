import { Button } from "#components/ui/button.tsx";
import { unmergeAction } from "#lib/feedback/actions.ts";
import type { Feedback } from "#lib/feedback/schema.ts";

/** What else asks for the same: joined here, and taken apart again without a loss. */
export function MergedEntries({ entry, mayTriage }: { entry: Feedback; mayTriage: boolean }) {
  if (entry.merged.length === 0) return null;
  const count = entry.merged.length;
  return (
    <section aria-label="Merged entries" className="mt-6 text-small">
      <p className="text-ink-muted">
        Includes {count} merged {count === 1 ? "entry" : "entries"} with {count === 1 ? "its" : "their"} votes
        and comments; each person counts once.
      </p>
      <ul className="mt-1.5">
        {entry.merged.map((one) => (
          <li
            key={one.number}
            className="flex items-center justify-between gap-4 border-b border-rule py-1.5 first:border-t"
          >
            <span className="wrap-anywhere">
              <span className="text-ink-muted">F-{one.number}</span> {one.title}
            </span>
            {mayTriage && (
              <form action={unmergeAction}>
                <input type="hidden" name="number" value={one.number} />
                <Button type="submit" variant="quiet">
                  Take F-{one.number} apart
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
