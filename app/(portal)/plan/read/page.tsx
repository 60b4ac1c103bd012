import type { Metadata } from "next";
import { PlanReader } from "#components/plan/plan-reader.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listPractices } from "#lib/changes/queries.ts";
import { pageActor, requirePermission, shown } from "#lib/server/auth/page-actor.ts";
import { env } from "#lib/server/env.ts";
import { listSystems } from "#lib/systems/queries.ts";

export const metadata: Metadata = { title: "Read a plan in" };

export default async function ReadPlanPage() {
  const actor = await pageActor();
  requirePermission(actor, "plan.read-in");
  const [systems, practices] = await Promise.all([
    shown(listSystems(actor, { limit: 200 })),
    shown(listPractices(actor)),
  ]);
  return (
    <>
      <PageHeader
        title="Read a plan in"
        crumbs={[{ label: "Plan", href: "/plan" }, { label: "Read a plan in" }]}
      >
        An optimization plan that you have, as text, Markdown or DOCX, becomes drafts in its areas and
        practices. Nothing is recorded until you confirm.
      </PageHeader>
      <PlanReader
        systems={systems.items.map(({ key, name }) => ({ key, name }))}
        practices={practices.map(({ key, area, name }) => ({ key, area, name }))}
        uploadLimitMb={env.UPLOAD_LIMIT_MB}
      />
    </>
  );
}
