import type { Metadata } from "next";
import { SystemForm } from "#components/systems/system-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { knownTeams } from "#lib/roadmap/queries/known-teams.ts";
import { pageActor, requirePermission, shown } from "#lib/server/auth/page-actor.ts";
import { getSystem } from "#lib/systems/queries.ts";

export const metadata: Metadata = { title: "Edit system" };

export default async function EditSystemPage({ params }: PageProps<"/systems/[key]/edit">) {
  const actor = await pageActor();
  requirePermission(actor, "system.edit");
  const system = await shown(getSystem(actor, await params));
  return (
    <>
      <PageHeader
        title={`Edit ${system.name}`}
        crumbs={[
          { label: "Systems", href: "/systems" },
          { label: system.name, href: `/systems/${system.key}` },
          { label: "Edit" },
        ]}
      />
      <SystemForm system={system} teams={await knownTeams(actor)} />
    </>
  );
}
