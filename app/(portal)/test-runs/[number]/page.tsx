import type { Metadata } from "next";
import { TestRunDetails } from "#components/metrics/test-run-details.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { testRunKindNames } from "#lib/metrics/model.ts";
import { getTestRun } from "#lib/metrics/queries/test-runs.ts";
import { pageActor, shown } from "#lib/server/auth/page-actor.ts";
import { readersZone } from "#lib/users/queries.ts";

export async function generateMetadata({ params }: PageProps<"/test-runs/[number]">): Promise<Metadata> {
  return { title: (await shown(getTestRun(await pageActor(), await params))).title };
}

export default async function TestRunPage({ params }: PageProps<"/test-runs/[number]">) {
  const actor = await pageActor();
  const run = await shown(getTestRun(actor, await params));
  return (
    <>
      <PageHeader
        title={run.title}
        crumbs={[{ label: "Test runs", href: "/test-runs" }, { label: run.title }]}
      >
        {testRunKindNames[run.kind]} run of {run.systemName}.
      </PageHeader>
      <TestRunDetails run={run} zone={await readersZone(actor)} />
    </>
  );
}
