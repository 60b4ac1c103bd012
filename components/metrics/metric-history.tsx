import { Figure } from "#components/charts/figure.tsx";
import { DismissShiftForm } from "#components/metrics/dismiss-shift-form.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Section } from "#components/ui/section.tsx";
import { Table } from "#components/ui/table.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import type { MetricShift } from "#lib/changes/queries/metric-shifts.ts";
import type { HistoryChart } from "#lib/core/charts/chart.ts";
import { formatDate } from "#lib/core/time.ts";
import { formatInterval, formatPercent, formatQuantity, formatQuantityRange } from "#lib/core/units.ts";
import type { Metric } from "#lib/metrics/schema.ts";

type MetricHistoryProps = {
  metric: Metric;
  chart: HistoryChart;
  shifts: MetricShift[];
  zone: string;
  mayRecord: boolean;
};

/** The history drawn, what moved in it, and what nobody has recorded yet. */
export function MetricHistory({ metric, chart, shifts, zone, mayRecord }: MetricHistoryProps) {
  const open = shifts.filter((shift) => shift.attribution === "unexplained" && shift.dismissed === null);
  return (
    <>
      <div className="mt-block">
        <Figure chart={chart} width={1_000} shortcut />
      </div>
      {open.map((shift) => (
        <div key={shift.at} className="mt-6">
          <Callout tone="doubt" title={`Something changed here on ${formatDate(new Date(shift.at), zone)}`}>
            <p>{openSentence(metric, shift, zone)}</p>
            {mayRecord && (
              <>
                <p>
                  <TextLink href={`/changes/new?system=${metric.system}&at=${encodeURIComponent(shift.at)}`}>
                    Record it
                  </TextLink>
                </p>
                <DismissShiftForm
                  metric={metric.key}
                  at={shift.at}
                  day={formatDate(new Date(shift.at), zone)}
                />
              </>
            )}
          </Callout>
        </div>
      ))}
      {shifts.length > 0 && (
        <Section title="Shifts" id="shifts">
          <ShiftTable metric={metric} shifts={shifts} zone={zone} />
        </Section>
      )}
    </>
  );
}

function openSentence(metric: Metric, shift: MetricShift, zone: string): string {
  const rose = (shift.effect ?? 0) > 0;
  const size =
    shift.relative === null
      ? `by ${formatQuantity(Math.abs(shift.effect ?? 0), metric.unit)}`
      : `by ${formatPercent(Math.abs(shift.relative))}`;
  const day = (iso: string) => formatDate(new Date(iso), zone);
  const between =
    day(shift.earliest) === day(shift.latest)
      ? `on ${day(shift.at)}`
      : `between ${day(shift.earliest)} and ${day(shift.latest)}`;
  return `${metric.name} ${rose ? "rose" : "fell"} ${size} ${between}. No recorded change of this system explains it.`;
}

function ShiftTable({ metric, shifts, zone }: { metric: Metric; shifts: MetricShift[]; zone: string }) {
  return (
    <Table caption="Shifts">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col" className="num">
            Effect
          </th>
          <th scope="col" className="num max-md:hidden">
            Interval
          </th>
          <th scope="col">Recorded change</th>
        </tr>
      </thead>
      <tbody>
        {shifts.toReversed().map((shift) => (
          <tr key={shift.at}>
            <th scope="row">
              <Timestamp at={shift.at} zone={zone} only="day" />
            </th>
            <td className="num">{effectOf(shift, metric)}</td>
            <td className="num max-md:hidden">{intervalOf(shift, metric)}</td>
            <td>
              <Cause shift={shift} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function effectOf({ relative, effect }: MetricShift, { unit }: Metric): string {
  if (relative !== null) return formatPercent(relative, { signed: true });
  return formatQuantity(effect, unit);
}

function intervalOf({ relative, effect, low, high }: MetricShift, { unit }: Metric): string {
  if (low === null || high === null) return "";
  if (relative === null || !effect) return formatQuantityRange(low, high, unit);
  const base = effect / relative;
  return formatInterval(low / base, high / base, { signed: true });
}

function Cause({ shift }: { shift: MetricShift }) {
  if (shift.causes.length > 0) {
    return (
      <>
        {shift.causes.map(({ change, title, confidence }, index) => (
          <span key={change} className="block">
            {index > 0 && "or "}
            <TextLink href={`/changes/${change}`}>{`C-${change} ${title}`}</TextLink>
            {shift.attribution !== "recorded" && (
              <span className="text-ink-muted"> ({formatPercent(confidence)} likely)</span>
            )}
          </span>
        ))}
      </>
    );
  }
  if (shift.dismissed) {
    return (
      <>
        {shift.dismissed.reason}
        {shift.dismissed.by && <span className="text-ink-muted"> ({shift.dismissed.by})</span>}
      </>
    );
  }
  return <span className="text-inconclusive">Not recorded</span>;
}
