import type { Metadata } from "next";
import { MetricForm } from "#components/metrics/metric-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { knownQuantities } from "#lib/metrics/model.ts";
import { listSources } from "#lib/metrics/queries/sources.ts";
import { pageActor, requirePermission, shown } from "#lib/server/auth/page-actor.ts";
import { listSystems } from "#lib/systems/queries.ts";
import { listPeople } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "Add a metric" };

export default async function NewMetricPage() {
  const actor = await pageActor();
  requirePermission(actor, "metric.create");
  const systems = await shown(listSystems(actor, { limit: 200 }));
  const sources = await shown(listSources(actor, { limit: 200 }));
  return (
    <>
      <PageHeader
        title="Add a metric"
        crumbs={[{ label: "Metrics", href: "/metrics" }, { label: "Add a metric" }]}
      />
      <MetricForm
        systems={systems.items}
        sources={sources.items.filter((source) => !source.archived)}
        quantities={knownQuantities}
        people={await shown(listPeople(actor))}
        me={actor.email}
      />
    </>
  );
}
