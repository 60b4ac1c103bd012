import type { Metadata } from "next";
import { MeasurementList } from "#components/changes/measurement-list.tsx";
import { smallestThatMatters } from "#components/metrics/metric-list.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Prose } from "#components/ui/prose.tsx";
import { Section } from "#components/ui/section.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { listMeasurements } from "#lib/changes/queries.ts";
import { may } from "#lib/core/access/authorize.ts";
import { metricKindNames } from "#lib/metrics/model.ts";
import { getMetric } from "#lib/metrics/queries.ts";
import { pageActor, shown } from "#lib/server/auth/page-actor.ts";
import { readersZone } from "#lib/users/queries.ts";

export async function generateMetadata({ params }: PageProps<"/metrics/[key]">): Promise<Metadata> {
  return { title: (await shown(getMetric(await pageActor(), await params))).name };
}

export default async function MetricPage({ params }: PageProps<"/metrics/[key]">) {
  const actor = await pageActor();
  const metric = await shown(getMetric(actor, await params));
  const measurements = await shown(listMeasurements(actor, { metric: metric.key }));
  return (
    <>
      <PageHeader
        title={metric.name}
        crumbs={[{ label: "Metrics", href: "/metrics" }, { label: metric.name }]}
        actions={
          <>
            <LinkButton href={`/feedback/new?about=metric:${metric.key}`} variant="quiet">
              Say what is slow
            </LinkButton>
            {may(actor, "metric.edit") && <LinkButton href={`/metrics/${metric.key}/edit`}>Edit</LinkButton>}
          </>
        }
      />
      {metric.description && (
        <div className="mt-block max-w-measure">
          <Prose source={metric.description} />
        </div>
      )}
      <div className="mt-block max-w-144">
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
            { name: "Quantity in result files", value: metric.quantity ?? "Not set" },
          ]}
        />
      </div>
      <Section title="Measurements" id="measurements">
        {measurements.length > 0 ? (
          <MeasurementList measurements={measurements} zone={await readersZone(actor)} />
        ) : (
          <p className="mt-4 text-ink-soft">No change has been measured by this metric yet.</p>
        )}
      </Section>
    </>
  );
}
