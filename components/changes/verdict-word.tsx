import { verdictColour } from "#components/changes/verdict-look.ts";
import { VerdictMark } from "#components/changes/verdict-mark.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { outcomeNames, type ShownVerdict } from "#lib/core/outcome-words.ts";

type VerdictWordProps = {
  outcome: ShownVerdict;
  /** Behind the word: a grade or a reason, "too few days". */
  note?: string | null;
  progress?: number;
};

/** A verdict in a row: mark, word, and why. */
export function VerdictWord({ outcome, note, progress }: VerdictWordProps) {
  return (
    <span className="whitespace-nowrap">
      <span className={classNames("font-medium", verdictColour[outcome])}>
        <VerdictMark outcome={outcome} progress={progress} className="mr-1.75 inline-block align-[-0.19em]" />
        {outcomeNames[outcome]}
      </span>
      {note && <span className="text-small font-normal text-ink-muted"> {note}</span>}
    </span>
  );
}
