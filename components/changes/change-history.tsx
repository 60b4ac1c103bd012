import { Timestamp } from "#components/ui/timestamp.tsx";
import { historySentence } from "#lib/changes/history-sentence.ts";
import type { HistoryEntry } from "#lib/changes/queries.ts";

/** What happened to the record, the latest first. */
export function ChangeHistory({ entries, zone }: { entries: HistoryEntry[]; zone: string }) {
  return (
    <ol className="text-small">
      {entries.map((entry) => (
        <li
          key={`${entry.at} ${entry.action}`}
          className="grid grid-cols-[10.5rem_minmax(0,1fr)] gap-4 border-b border-rule py-2.5 max-md:grid-cols-1 max-md:gap-0"
        >
          <span className="text-ink-muted">
            <Timestamp at={entry.at} zone={zone} />
          </span>
          <span className="wrap-anywhere">{historySentence(entry)}</span>
        </li>
      ))}
    </ol>
  );
}
