import type { ReactNode } from "react";
import { verdictColour } from "#components/changes/verdict-look.ts";
import { VerdictMark } from "#components/changes/verdict-mark.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { outcomeNames, type ShownVerdict } from "#lib/core/outcome-words.ts";

type FindingProps = {
  outcome: ShownVerdict;
  /** The verdict's plain sentence. */
  sentence: string;
  /** After the word: ", proven by series. A change this large appeared on 0 of 57 ordinary days." */
  note?: ReactNode;
  progress?: number;
};

/** What a record found, in one sentence: the largest words of its page after the title. */
export function Finding({ outcome, sentence, note, progress }: FindingProps) {
  return (
    <section
      aria-label="Verdict"
      className="grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-4 border-t border-rule-head pt-5 max-md:grid-cols-[1.375rem_minmax(0,1fr)] max-md:gap-x-3"
    >
      <VerdictMark outcome={outcome} size="large" progress={progress} className="mt-0.75 max-md:mt-1" />
      <div>
        <p className="font-serif text-finding font-medium tracking-tight text-balance">{sentence}</p>
        <p className="mt-2.5 text-small text-ink-soft">
          <b className={classNames("font-strong", verdictColour[outcome])}>{outcomeNames[outcome]}</b>
          {note}
        </p>
      </div>
    </section>
  );
}
