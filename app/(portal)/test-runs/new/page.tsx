import type { Metadata } from "next";
import { TestRunForm } from "#components/metrics/test-run-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { pageActor, requirePermission, shown } from "#lib/server/auth/page-actor.ts";
import { env } from "#lib/server/env.ts";
import { listSystems } from "#lib/systems/queries.ts";

export const metadata: Metadata = { title: "Add a test run" };

export default async function NewTestRunPage() {
  const actor = await pageActor();
  requirePermission(actor, "test-run.create");
  const systems = await shown(listSystems(actor, { limit: 200 }));
  return (
    <>
      <PageHeader
        title="Add a test run"
        crumbs={[{ label: "Test runs", href: "/test-runs" }, { label: "Add a test run" }]}
      >
        The file is kept as it came, with its hash. What it says is read and stands beside the run.
      </PageHeader>
      <TestRunForm systems={systems.items} uploadLimitMb={env.UPLOAD_LIMIT_MB} />
    </>
  );
}
