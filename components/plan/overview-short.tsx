import { VerdictMark } from "#components/changes/verdict-mark.tsx";
import { EvidenceLink } from "#components/plan/evidence-link.tsx";
import { overviewColumns, ResultItem } from "#components/plan/overview-column.tsx";
import { SectionHead } from "#components/ui/section-head.tsx";
import { sentenceStart } from "#lib/core/statistics/metric-names.ts";
import { movement } from "#lib/core/statistics/sentence.ts";
import type { Overview, OverviewResult } from "#lib/plan/overview-schema.ts";

type Point = Overview["asks"][number];

type OverviewShortProps = Pick<Overview, "gains" | "risks" | "asks" | "voices"> & {
  linked: boolean;
  /** How many of each have room on paper. */
  printed: number;
};

/** Before everything: the three largest gains, three risks, what users said, and what the reader is asked to do. */
export function OverviewShort({ gains, risks, asks, voices, linked, printed }: OverviewShortProps) {
  if (gains.length + risks.length + asks.length + voices.length === 0) return null;
  return (
    <div className={`mt-section print:mt-4 ${overviewColumns}`}>
      {gains.length > 0 && (
        // On paper the largest stand in the table close below.
        <section className="print:hidden">
          <SectionHead title="Biggest gains" />
          <ul>
            {gains.map((result) => (
              <GainItem key={result.change.number} result={result} linked={linked} />
            ))}
          </ul>
        </section>
      )}
      {risks.length > 0 && (
        <section>
          <SectionHead title="Risks" />
          <ul>
            {risks.map((risk, index) =>
              "change" in risk ? (
                <ResultItem
                  key={risk.change.number}
                  result={risk}
                  linked={linked}
                  printed={index < printed}
                />
              ) : (
                <PointItem key={risk.sentence} point={risk} linked={linked} printed={index < printed} />
              ),
            )}
          </ul>
        </section>
      )}
      <PointList title="What users said" points={voices} linked={linked} printed={printed} />
      <PointList title="Asked of you" points={asks} linked={linked} printed={printed} />
    </div>
  );
}

/** The effect with its interval, and nothing else: the table below has the rest. */
function GainItem({ result: { change }, linked }: { result: OverviewResult; linked: boolean }) {
  const verdict = change.primary?.verdict;
  if (!verdict) return null;
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-3 border-b border-rule py-2.5">
      <VerdictMark outcome="improved" className="mt-1" />
      <p className="font-serif text-read/6 text-pretty wrap-anywhere">
        <EvidenceLink tone="plain" href={linked ? `/changes/${change.number}` : null}>
          {sentenceStart(change.primary?.metricName ?? "")} {movement(verdict)}
        </EvidenceLink>
      </p>
    </li>
  );
}

type PointListProps = { title: string; points: Point[]; linked: boolean; printed: number };

function PointList({ title, points, linked, printed }: PointListProps) {
  if (points.length === 0) return null;
  return (
    <section>
      <SectionHead title={title} />
      <ul>
        {points.map((point, index) => (
          <PointItem key={point.sentence} point={point} linked={linked} printed={index < printed} />
        ))}
      </ul>
    </section>
  );
}

type PointItemProps = { point: Point; linked: boolean; printed: boolean };

function PointItem({ point: { sentence, note, href }, linked, printed }: PointItemProps) {
  return (
    <li className={`border-b border-rule py-2.5 print:py-1 ${printed ? "" : "print:hidden"}`}>
      <p className="font-serif text-read/6 text-pretty wrap-anywhere print:text-body">
        <EvidenceLink tone="plain" href={linked ? href : null}>
          {sentence}
        </EvidenceLink>
      </p>
      {note && <p className="mt-0.5 text-small text-ink-muted print:mt-0 print:text-micro">{note}</p>}
    </li>
  );
}
