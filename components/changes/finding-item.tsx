import type { ReactNode } from "react";
import { VerdictMark } from "#components/changes/verdict-mark.tsx";
import { outcomeNames, type ShownVerdict } from "#lib/core/outcome-words.ts";

type FindingItemProps = {
  outcome: ShownVerdict;
  sentence: string;
  /** False leaves it out on paper, where a page is all there is. */
  printed?: boolean;
  /** System, what became of it, and the change itself as a link. */
  children: ReactNode;
};

/** A finding in a short list; put it into a `<ul>`. */
export function FindingItem({ outcome, sentence, printed = true, children }: FindingItemProps) {
  return (
    <li
      className={`grid grid-cols-[1rem_minmax(0,1fr)] gap-x-3 border-b border-rule py-3.5 print:py-1 ${printed ? "" : "print:hidden"}`}
    >
      <VerdictMark outcome={outcome} className="mt-1 print:mt-0" />
      <div>
        <p className="font-serif text-read/6 text-pretty print:text-body">
          <span className="sr-only">{outcomeNames[outcome]}: </span>
          {sentence}
        </p>
        <p className="mt-0.5 text-small text-ink-muted wrap-anywhere print:mt-0 print:text-micro">
          {children}
        </p>
      </div>
    </li>
  );
}
