import { EvidenceLink } from "#components/plan/evidence-link.tsx";
import { ResultItem } from "#components/plan/overview-column.tsx";
import { SectionHead } from "#components/ui/section-head.tsx";
import type { Overview } from "#lib/plan/overview-schema.ts";

type Point = Overview["asks"][number];

type OverviewShortProps = Pick<Overview, "gains" | "risks" | "asks"> & { linked: boolean };

/** Before everything: the three largest gains, three risks, and what the reader is asked to do. */
export function OverviewShort({ gains, risks, asks, linked }: OverviewShortProps) {
  if (gains.length + risks.length + asks.length === 0) return null;
  return (
    <div className="mt-section grid gap-x-10 gap-y-section md:grid-cols-2 xl:grid-cols-3 print:mt-5 print:grid-cols-3 print:gap-x-6">
      {gains.length > 0 && (
        <section>
          <SectionHead title="Biggest gains" />
          <ul>
            {gains.map((result) => (
              <ResultItem key={result.change.number} result={result} linked={linked} printed />
            ))}
          </ul>
        </section>
      )}
      {risks.length > 0 && (
        <section>
          <SectionHead title="Risks" />
          <ul>
            {risks.map((risk) =>
              "change" in risk ? (
                <ResultItem key={risk.change.number} result={risk} linked={linked} printed />
              ) : (
                <PointItem key={risk.sentence} point={risk} linked={linked} />
              ),
            )}
          </ul>
        </section>
      )}
      {asks.length > 0 && (
        <section>
          <SectionHead title="Asked of you" />
          <ul>
            {asks.map((ask) => (
              <PointItem key={ask.sentence} point={ask} linked={linked} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function PointItem({ point: { sentence, note, href }, linked }: { point: Point; linked: boolean }) {
  return (
    <li className="border-b border-rule py-3.5 print:py-1">
      <p className="font-serif text-read/6 text-pretty wrap-anywhere print:text-body">
        <EvidenceLink tone="plain" href={linked ? href : null}>
          {sentence}
        </EvidenceLink>
      </p>
      {note && <p className="mt-0.5 text-small text-ink-muted print:mt-0 print:text-micro">{note}</p>}
    </li>
  );
}
