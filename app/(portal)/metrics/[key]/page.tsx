import type { Metadata } from "next";
import { Suspense } from "react";
import { AlertList } from "#components/alerts/alert-list.tsx";
import { MeasurementList } from "#components/changes/measurement-list.tsx";
import { AboutSection } from "#components/feedback/about-section.tsx";
import { MetricHistory } from "#components/metrics/metric-history.tsx";
import { smallestThatMatters } from "#components/metrics/metric-list.tsx";
import { TestRunTable } from "#components/metrics/test-run-table.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Prose } from "#components/ui/prose.tsx";
import { Section } from "#components/ui/section.tsx";
import { Segments } from "#components/ui/segments.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { listAlerts } from "#lib/alerts/queries.ts";
import { metricPicture } from "#lib/changes/metric-picture.ts";
import { metricOverview } from "#lib/changes/queries/metric-overview.ts";
import { listMeasurements } from "#lib/changes/queries.ts";
import type { UserActor } from "#lib/core/access/actor.ts";
import { may } from "#lib/core/access/authorize.ts";
import { oneOf } from "#lib/core/list-address.ts";
import { formatQuantity } from "#lib/core/units.ts";
import { capitalised, listInWords, timeInWords } from "#lib/core/words.ts";
import { listFeedback } from "#lib/feedback/queries/list-feedback.ts";
import { type HistorySpan, historySpan, historySpans, neighbouringSpans } from "#lib/metrics/history-span.ts";
import { metricKindNames } from "#lib/metrics/model.ts";
import { listTestRuns } from "#lib/metrics/queries/test-runs.ts";
import { getMetric } from "#lib/metrics/queries.ts";
import type { Metric } from "#lib/metrics/schema.ts";
import { orRefusal, pageActor, shown } from "#lib/server/auth/page-actor.ts";
import { getOrganisation, readersZone } from "#lib/users/queries.ts";

export async function generateMetadata({ params }: PageProps<"/metrics/[key]">): Promise<Metadata> {
  return { title: (await shown(getMetric(await pageActor(), await params))).name };
}

export default async function MetricPage({ params, searchParams }: PageProps<"/metrics/[key]">) {
  const actor = await pageActor();
  const metric = await shown(getMetric(actor, await params));
  const now = Date.now();
  const span = historySpan(oneOf(await searchParams, ["span", "until"]), metric.source !== null, now);
  const about = `metric:${metric.key}`;
  const [measurements, alerts, runs, said, zone] = await Promise.all([
    shown(listMeasurements(actor, { metric: metric.key })),
    shown(listAlerts(actor, { metric: metric.key, limit: 20 })),
    shown(listTestRuns(actor, { system: metric.system, limit: 5 })),
    shown(listFeedback(actor, { about, limit: 5 })),
    readersZone(actor),
  ]);
  const address = `/metrics/${metric.key}`;
  return (
    <>
      <PageHeader
        title={metric.name}
        crumbs={[{ label: "Metrics", href: "/metrics" }, { label: metric.name }]}
        actions={may(actor, "metric.edit") && <LinkButton href={`${address}/edit`}>Edit</LinkButton>}
      />
      <div className="mt-6 flex flex-wrap items-center gap-x-6 gap-y-3">
        <Segments
          label="Time shown"
          segments={historySpans.map(({ value, label }) => ({
            label,
            href: `${address}?span=${value}`,
            current: value === span.value,
          }))}
        />
        <Neighbours address={address} span={span} now={now} />
      </div>
      {/* What follows waits with the history, so that nothing jumps when it arrives. */}
      <Suspense key={`${span.value} ${span.until}`} fallback={<Skeleton what="the history" />}>
        <History actor={actor} metric={metric} span={span} zone={zone} />
        {alerts.items.length > 0 && (
          <Section title="Alerts" id="alerts" aside={<TextLink href="/alerts">All alerts</TextLink>}>
            <AlertList alerts={alerts.items} zone={zone} />
          </Section>
        )}
        <Section title="Measurements" id="measurements">
          {measurements.length > 0 ? (
            <MeasurementList measurements={measurements} zone={zone} />
          ) : (
            <p className="mt-4 text-ink-soft">No change has been measured by this metric yet.</p>
          )}
        </Section>
        {runs.items.length > 0 && (
          <Section
            title={`Test runs of ${metric.systemName}`}
            id="test-runs"
            aside={<TextLink href={`/test-runs?system=${metric.system}`}>All of them</TextLink>}
          >
            <TestRunTable runs={runs.items} zone={zone} />
          </Section>
        )}
        <AboutSection about={about} entries={said.items} more={said.nextCursor !== null} />
        <Section title="What it is" id="about">
          {metric.description && (
            <div className="mt-4 max-w-measure">
              <Prose source={metric.description} />
            </div>
          )}
          <div className="mt-4 max-w-144">
            <MetricFacts metric={metric} />
          </div>
        </Section>
      </Suspense>
    </>
  );
}

/** The stretches of the same length before and after the one that is shown. */
function Neighbours({ address, span, now }: { address: string; span: HistorySpan; now: number }) {
  const { earlier, later } = neighbouringSpans(span, now);
  const hrefOf = (until: string) => `${address}?span=${span.value}${until === "" ? "" : `&until=${until}`}`;
  return (
    <nav aria-label="Other times" className="flex gap-x-5 text-small print:hidden">
      {earlier !== null && <TextLink href={hrefOf(earlier)}>Earlier</TextLink>}
      {later !== null && <TextLink href={hrefOf(later)}>Later</TextLink>}
    </nav>
  );
}

type HistoryProps = {
  actor: UserActor;
  metric: Metric;
  span: HistorySpan;
  zone: string;
};

async function History({ actor, metric, span, zone }: HistoryProps) {
  const asked = metric.source
    ? { days: span.days, ...(span.until === null ? {} : { until: new Date(span.until) }) }
    : {};
  const { answer, refusal } = await orRefusal(metricOverview(actor, { key: metric.key, ...asked }));
  if (refusal !== null) {
    return (
      <div className="mt-block">
        <Callout tone="bad" title="The history could not be read">
          <p>{refusal}</p>
          <p>What was measured before stands below; nothing is lost.</p>
        </Callout>
      </div>
    );
  }
  const { history, shifts, changes, target } = answer;
  if (history.points.length === 0 && metric.source && span.since !== null) {
    return (
      <p className="mt-block max-w-measure text-ink-soft">
        The source {metric.source.source} knows nothing of it in this time.
      </p>
    );
  }
  if (history.points.length === 0) {
    return (
      <p className="mt-block max-w-measure text-ink-soft">
        No history yet. Push samples with <span className="font-mono">POST /api/v1/samples</span>, or give the
        metric a source, and its levels, shifts and alerts stand here.
      </p>
    );
  }
  // Pushed samples may have ended long ago: their last stretch is what is meant then.
  const latest = history.points.at(-1)?.at ?? 0;
  const back = span.since !== null && span.until === null && !metric.source ? span.days * 86_400_000 : null;
  const since = back === null ? span.since : latest - back;
  const alerts = await shown(
    listAlerts(actor, {
      metric: metric.key,
      limit: 200,
      ...(span.until === null ? {} : { to: new Date(span.until).toISOString() }),
    }),
  );
  const chart = metricPicture({
    metric,
    points: history.points,
    shifts,
    changes,
    alerts: alerts.items.map(({ startsAt }) => startsAt),
    target: target?.value ?? null,
    origin: history.origin,
    stepSeconds: history.stepSeconds,
    simulated: (await shown(getOrganisation(actor))).sample,
    timeZone: zone,
    since,
    until: span.until,
  });
  return (
    <>
      <MetricHistory
        metric={metric}
        chart={chart}
        shifts={shifts}
        zone={zone}
        mayRecord={may(actor, "change.record")}
      />
      <p className="mt-4 text-small text-ink-soft">
        <TextLink href={`/metrics/${metric.key}/controls`}>Can a verdict on this metric be trusted?</TextLink>
      </p>
    </>
  );
}

function MetricFacts({ metric }: { metric: Metric }) {
  const { source } = metric;
  return (
    <Facts
      facts={[
        {
          name: "System",
          value: <TextLink href={`/systems/${metric.system}`}>{metric.systemName}</TextLink>,
        },
        { name: "Key", value: <span className="font-mono">{metric.key}</span> },
        { name: "Kind", value: metricKindNames[metric.kind] },
        { name: "Unit", value: metric.unit },
        { name: "Better", value: metric.better === "lower" ? "Lower" : "Higher" },
        { name: "Smallest that matters", value: smallestThatMatters(metric) },
        { name: "Thresholds", value: thresholdsInWords(metric) },
        { name: "Hears of alerts", value: metric.owner?.name ?? "Nobody" },
        { name: "Quantity in result files", value: metric.quantity ?? "Not set" },
        ...(source
          ? [
              { name: "Source", value: source.source },
              { name: "Query", value: <span className="font-mono wrap-anywhere">{source.query}</span> },
            ]
          : []),
      ]}
    />
  );
}

function thresholdsInWords({ thresholds, unit, better }: Metric): string {
  if (!thresholds) return "None";
  const { warn, critical, holdSeconds } = thresholds;
  const parts = [
    ...(warn === null
      ? []
      : [`warning ${better === "lower" ? "above" : "below"} ${formatQuantity(warn, unit)}`]),
    ...(critical === null
      ? []
      : [`critical ${better === "lower" ? "above" : "below"} ${formatQuantity(critical, unit)}`]),
  ];
  return capitalised(`${listInWords(parts)}, for ${timeInWords(holdSeconds)}`);
}
