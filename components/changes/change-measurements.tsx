import { MeasurementTable } from "#components/changes/measurement-table.tsx";
import { Figure } from "#components/charts/figure.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { Hash } from "#components/ui/hash.tsx";
import { Section } from "#components/ui/section.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import { exploratoryNote } from "#lib/changes/exploratory.ts";
import { measurementChart, measurementPlacebo } from "#lib/changes/measurement-chart.ts";
import type { Change, Measurement } from "#lib/changes/schema.ts";
import { tradeOffSentence } from "#lib/changes/trade-offs.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";
import {
  formatPercent,
  formatPoints,
  formatQuantity,
  formatQuantityRange,
  isRatio,
  scaleOf,
} from "#lib/core/units.ts";
import { counted } from "#lib/core/words.ts";

/** The evidence of a change: the deciding measurement drawn and explained, then guardrails and the others. */
export function ChangeMeasurements({ change, zone }: { change: Change; zone: string }) {
  const primary = change.measurements.find((measurement) => measurement.primary);
  const guarded = new Set(change.guardrails.map((guardrail) => guardrail.metric));
  const others = change.measurements.filter((one) => one.frozen && one !== primary);
  const guardrails = others.filter((measurement) => guarded.has(measurement.metric));
  const rest = others.filter((measurement) => !guarded.has(measurement.metric));
  const unmeasured = change.guardrails.filter(
    ({ metric }) => !change.measurements.some((one) => one.frozen && one.metric === metric),
  );
  const tradeOff = tradeOffSentence(change);
  const exploratory = exploratoryNote(rest.filter(({ metric }) => metric !== primary?.metric));
  return (
    <>
      {primary && <Evidence change={change} measurement={primary} zone={zone} />}
      {change.guardrails.length > 0 && (
        <Section title="Guardrails" id="guardrails">
          {tradeOff && (
            <div className="mb-4">
              <Callout tone="doubt">{tradeOff}</Callout>
            </div>
          )}
          <MeasurementTable caption="Guardrails" measurements={guardrails} />
          {unmeasured.length > 0 && (
            <p className="mt-3 text-small text-ink-muted">
              Not measured yet: {unmeasured.map((guardrail) => guardrail.metricName).join(", ")}.
            </p>
          )}
        </Section>
      )}
      {rest.length > 0 && (
        <Section title="Other measurements" id="others">
          <MeasurementTable caption="Other measurements" measurements={rest} />
          {exploratory && <p className="mt-3 max-w-measure text-small text-ink-muted">{exploratory}</p>}
        </Section>
      )}
    </>
  );
}

function Evidence({ change, measurement, zone }: { change: Change; measurement: Measurement; zone: string }) {
  const context = { number: change.number, systemName: change.systemName, timeZone: zone };
  const chart = measurementChart(measurement, context);
  const placebo = measurementPlacebo(measurement, context);
  return (
    <>
      {chart && (
        <div className="mt-block">
          <Figure chart={chart} shortcut />
        </div>
      )}
      {placebo && (
        <div className="mt-block">
          <Figure chart={placebo} />
        </div>
      )}
      <Section
        title="Evidence"
        id="evidence"
        aside={
          <TextLink href={`/changes/${change.number}/measurements/${measurement.id}`}>
            How was this computed?
          </TextLink>
        }
      >
        {measurement.verdict && (
          <VerdictFacts verdict={measurement.verdict} measurement={measurement} zone={zone} />
        )}
        {measurement.overrideReason && (
          <div className="mt-4">
            <Callout tone="doubt">
              Compared although the environments differ: {measurement.overrideReason}
            </Callout>
          </div>
        )}
        {measurement.verdict?.warnings.map((warning) => (
          <div key={warning.code + warning.message} className="mt-4">
            <Callout tone="note">{warning.message}</Callout>
          </div>
        ))}
      </Section>
    </>
  );
}

type VerdictFactsProps = { verdict: Verdict; measurement: Measurement; zone: string };

function VerdictFacts({ verdict, measurement, zone }: VerdictFactsProps) {
  // As in every table, both in the unit that suits the two.
  const scale = scaleOf([verdict.before.center, verdict.after.center], verdict.unit);
  const side = (name: "before" | "after") => {
    const { center, low, high, n } = verdict[name];
    const range =
      low === null || high === null ? "" : ` (${formatQuantityRange(low, high, verdict.unit, scale)})`;
    const unit = verdict.grade === "series" ? "point" : "run";
    return `${formatQuantity(center, verdict.unit, scale)}${range}, ${counted(n, unit, `${unit}s`)}`;
  };
  const difference = (share: number | null) =>
    share === null
      ? "None stated"
      : isRatio(verdict.unit)
        ? formatPoints(share).replace("+", "")
        : formatPercent(share);
  const { before, after } = verdict.errorRate;
  return (
    <Facts
      pairs
      facts={[
        { name: "Before", value: side("before") },
        { name: "After", value: side("after") },
        { name: "Smallest detectable", value: difference(verdict.smallestDetectable) },
        { name: "Smallest that matters", value: difference(verdict.minimumEffect) },
        { name: "Confidence", value: formatPercent(verdict.confidence) },
        { name: "Errors", value: errorsInWords(before, after) },
        { name: "Method", value: `${verdict.method}, engine ${verdict.engine}` },
        {
          name: "Frozen",
          value: (
            <>
              <Timestamp at={measurement.createdAt} zone={zone} />{" "}
              <Hash value={verdict.seed} algorithm="seed" />
            </>
          ),
        },
      ]}
    />
  );
}

function errorsInWords(before: number | null, after: number | null): string {
  if (before === null && after === null) return "Not told by the files";
  const share = (rate: number | null) => (rate === null ? "unknown" : formatPercent(rate));
  return `${share(before)} before, ${share(after)} after`;
}
