import { VerdictMark } from "#components/changes/verdict-mark.tsx";
import { outcomeNames, type ShownVerdict } from "#lib/core/outcome-words.ts";
import type { LinkedChange } from "#lib/feedback/schema.ts";

/** What the change behind an entry brought, in one line; nothing before it was applied or after it was undone. */
export function LinkedVerdict({ changes }: { changes: LinkedChange[] }) {
  const told = changes.find(({ status }) => ["applied", "measuring", "verified"].includes(status));
  if (!told) return null;
  const outcome: ShownVerdict = told.outcome === "none" ? "measuring" : told.outcome;
  return (
    <p className="mt-1.5 grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2 font-serif text-read/6">
      <VerdictMark outcome={outcome} className="mt-1" />
      <span>
        <span className="sr-only">{outcomeNames[outcome]}: </span>
        {told.sentence ?? "Applied; too early to tell what it brought."}
      </span>
    </p>
  );
}
