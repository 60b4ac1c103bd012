import { EvidenceLink } from "#components/plan/evidence-link.tsx";
import { SectionHead } from "#components/ui/section-head.tsx";
import { savingsNote } from "#lib/changes/worth-words.ts";
import type { Overview } from "#lib/plan/overview-schema.ts";

const title = "Cost and benefit";

/** What the quarter cost and is said to save, in sentences that open the changes behind them. Nothing where nobody stated it. */
export function OverviewWorth({ worth, linked }: { worth: Overview["worth"]; linked: boolean }) {
  if (!worth || worth.sentences.length === 0) return null;
  return (
    <section className="mt-section print:mt-4">
      <div className="print:hidden">
        <SectionHead title={title} aside={savingsNote} />
      </div>
      <b className="hidden font-strong print:inline">{title}. </b>
      <ul className="print:inline">
        {worth.sentences.map(({ sentence, href }) => (
          <li key={sentence} className="border-b border-rule py-2.5 print:inline print:border-0">
            <p className="max-w-measure font-serif text-read/6 text-pretty print:inline print:text-body">
              <EvidenceLink tone="plain" href={linked ? href : null}>
                {sentence}
              </EvidenceLink>{" "}
            </p>
          </li>
        ))}
      </ul>
      <span className="hidden print:inline">{savingsNote}</span>
    </section>
  );
}
