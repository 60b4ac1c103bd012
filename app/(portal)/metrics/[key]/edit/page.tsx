import type { Metadata } from "next";
import { MetricForm } from "#components/metrics/metric-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { knownQuantities } from "#lib/metrics/model.ts";
import { listSources } from "#lib/metrics/queries/sources.ts";
import { getMetric } from "#lib/metrics/queries.ts";
import { pageActor, requirePermission, shown } from "#lib/server/auth/page-actor.ts";
import { listPeople } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "Edit metric" };

export default async function EditMetricPage({ params }: PageProps<"/metrics/[key]/edit">) {
  const actor = await pageActor();
  requirePermission(actor, "metric.edit");
  const metric = await shown(getMetric(actor, await params));
  const sources = await shown(listSources(actor, { limit: 200 }));
  return (
    <>
      <PageHeader
        title={`Edit ${metric.name}`}
        crumbs={[
          { label: "Metrics", href: "/metrics" },
          { label: metric.name, href: `/metrics/${metric.key}` },
          { label: "Edit" },
        ]}
      />
      <MetricForm
        metric={metric}
        systems={[]}
        sources={sources.items.filter((source) => !source.archived)}
        quantities={knownQuantities}
        people={await shown(listPeople(actor))}
        me={actor.email}
      />
    </>
  );
}
