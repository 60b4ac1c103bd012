import type { Metadata } from "next";
import { SystemForm } from "#components/systems/system-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { knownTeams } from "#lib/roadmap/queries/known-teams.ts";
import { pageActor, requirePermission } from "#lib/server/auth/page-actor.ts";

export const metadata: Metadata = { title: "Add a system" };

export default async function NewSystemPage() {
  const actor = await pageActor();
  requirePermission(actor, "system.create");
  return (
    <>
      <PageHeader
        title="Add a system"
        crumbs={[{ label: "Systems", href: "/systems" }, { label: "Add a system" }]}
      />
      <SystemForm teams={await knownTeams(actor)} />
    </>
  );
}
