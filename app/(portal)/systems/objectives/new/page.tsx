import type { Metadata } from "next";
import { ObjectiveForm } from "#components/systems/objective-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listMetrics } from "#lib/metrics/queries.ts";
import { pageActor, requirePermission, shown } from "#lib/server/auth/page-actor.ts";
import { readersZone } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "Add an objective" };

export default async function NewObjectivePage() {
  const actor = await pageActor();
  requirePermission(actor, "objective.create");
  const metrics = await shown(listMetrics(actor, { limit: 200 }));
  return (
    <>
      <PageHeader
        title="Add an objective"
        crumbs={[{ label: "Systems", href: "/systems" }, { label: "Add an objective" }]}
      />
      <ObjectiveForm
        metrics={metrics.items.map(({ key, name, unit }) => ({ key, name, unit }))}
        zone={await readersZone(actor)}
      />
    </>
  );
}
