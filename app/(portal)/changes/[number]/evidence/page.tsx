import type { Metadata } from "next";
import { EvidenceForm } from "#components/changes/evidence-form.tsx";
import { FetchSeriesForm } from "#components/changes/fetch-series-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Section } from "#components/ui/section.tsx";
import { getChange } from "#lib/changes/queries.ts";
import { metricsWithSeries } from "#lib/metrics/queries/metric-points.ts";
import { listMetrics } from "#lib/metrics/queries.ts";
import { pageActor, requirePermission, shown } from "#lib/server/auth/page-actor.ts";
import { env } from "#lib/server/env.ts";

export const metadata: Metadata = { title: "Add evidence" };

export default async function EvidencePage({ params }: PageProps<"/changes/[number]/evidence">) {
  const actor = await pageActor();
  requirePermission(actor, "measurement.create");
  const change = await shown(getChange(actor, await params));
  const metrics = await shown(listMetrics(actor, { system: change.system, limit: 200 }));
  const predictedFirst = metrics.items.toSorted(
    (a, b) => Number(b.key === change.prediction?.metric) - Number(a.key === change.prediction?.metric),
  );
  const withSeries = await shown(metricsWithSeries(actor, { keys: predictedFirst.map(({ key }) => key) }));
  const name = `C-${change.number}`;
  return (
    <>
      <PageHeader
        title={`Add evidence to ${name}`}
        crumbs={[
          { label: "Changes", href: "/changes" },
          { label: name, href: `/changes/${change.number}` },
          { label: "Add evidence" },
        ]}
      >
        {change.title}. Result files of load tests and benchmarks are recognised by their content. Nothing is
        saved until you confirm.
      </PageHeader>
      <EvidenceForm
        change={{ number: change.number, system: change.system, systemName: change.systemName }}
        metrics={predictedFirst.map(({ key, name, unit, quantity }) => ({ key, name, unit, quantity }))}
        uploadLimitMb={env.UPLOAD_LIMIT_MB}
      />
      {withSeries.length > 0 && (
        <Section title="Or fetch a series" id="series">
          <p className="mt-3 max-w-measure text-ink-soft">
            From samples that were pushed, or from the metric's source. The verdict is frozen once the window
            after the change is full.
          </p>
          <div className="mt-5 max-w-96">
            <FetchSeriesForm
              number={change.number}
              metrics={predictedFirst.filter(({ key }) => withSeries.includes(key))}
            />
          </div>
        </Section>
      )}
    </>
  );
}
