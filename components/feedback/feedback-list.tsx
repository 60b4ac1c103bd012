import { LinkedVerdict } from "#components/feedback/linked-verdict.tsx";
import { VoteButton } from "#components/feedback/vote-button.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { counted } from "#lib/core/words.ts";
import type { FeedbackListItem } from "#lib/feedback/schema.ts";

/** Feedback with its votes; what was shipped says what it brought. */
export function FeedbackList({ entries }: { entries: FeedbackListItem[] }) {
  return (
    <ul className="mt-5 border-t border-rule-head">
      {entries.map((entry) => (
        <li
          key={entry.number}
          className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 border-b border-rule py-4.5 max-md:gap-x-4 md:grid-cols-[auto_minmax(0,1fr)_auto]"
        >
          <div>
            <VoteButton number={entry.number} title={entry.title} votes={entry.votes} voted={entry.voted} />
          </div>
          <div className="min-w-0">
            <TextLink
              tone="plain"
              href={`/feedback/${entry.mergedInto ?? entry.number}`}
              className="text-body font-medium wrap-anywhere"
            >
              {entry.title}
            </TextLink>
            <p className="text-small text-ink-muted">
              {[entry.systemName, `F-${entry.number}`, counted(entry.comments, "comment", "comments")]
                .filter(Boolean)
                .join(" · ")}{" "}
              <EntryTags entry={entry} />
            </p>
            <LinkedVerdict changes={entry.changes} />
          </div>
          <p className="text-small text-ink-soft max-md:col-start-2 max-md:mt-1 md:text-right">
            <span className={entry.status.category === "complete" ? "font-strong text-ink" : undefined}>
              {entry.status.name}
            </span>
          </p>
        </li>
      ))}
    </ul>
  );
}

/** What is not plain to everybody: merged, waiting, rejected, for the team. */
export function EntryTags({
  entry,
}: {
  entry: Pick<FeedbackListItem, "mergedInto" | "moderation" | "visibility">;
}) {
  return (
    <>
      {entry.mergedInto !== null && <Tag>Merged into F-{entry.mergedInto}</Tag>}
      {entry.moderation === "held" && <Tag>Waits for moderation</Tag>}
      {entry.moderation === "rejected" && <Tag>Rejected</Tag>}
      {entry.visibility === "team" && <Tag>Team only</Tag>}
      {entry.visibility === "public" && <Tag>Public</Tag>}
    </>
  );
}
