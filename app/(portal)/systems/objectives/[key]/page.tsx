import type { Metadata } from "next";
import { ObjectiveForm } from "#components/systems/objective-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listMetrics } from "#lib/metrics/queries.ts";
import { pageActor, requirePermission, shown } from "#lib/server/auth/page-actor.ts";
import { getObjective } from "#lib/systems/queries.ts";
import { readersZone } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "Edit objective" };

export default async function EditObjectivePage({ params }: PageProps<"/systems/objectives/[key]">) {
  const actor = await pageActor();
  requirePermission(actor, "objective.edit");
  const objective = await shown(getObjective(actor, await params));
  const metrics = await shown(listMetrics(actor, { limit: 200 }));
  return (
    <>
      <PageHeader
        title={`Edit ${objective.name}`}
        crumbs={[{ label: "Systems", href: "/systems" }, { label: objective.name }]}
      />
      <ObjectiveForm
        objective={objective}
        metrics={metrics.items.map(({ key, name, unit }) => ({ key, name, unit }))}
        zone={await readersZone(actor)}
      />
    </>
  );
}
