import type { Metadata } from "next";
import { RunComparison } from "#components/metrics/run-comparison.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { testRunsByNumber } from "#lib/metrics/queries/test-runs.ts";
import { sideBySide } from "#lib/metrics/side-by-side.ts";
import { pageActor, shown } from "#lib/server/auth/page-actor.ts";
import { readersZone } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "Test runs side by side" };

export default async function ComparePage({ searchParams }: PageProps<"/test-runs/compare">) {
  const actor = await pageActor();
  const numbers = [(await searchParams).runs]
    .flat()
    .flatMap((text) => (text ?? "").split(","))
    .filter((text) => /^\d{1,9}$/.test(text))
    .slice(0, 6);
  const runs = await shown(testRunsByNumber(actor, { numbers }));
  const { rows, unlike } = sideBySide(runs);
  return (
    <>
      <PageHeader
        title="Test runs side by side"
        crumbs={[{ label: "Test runs", href: "/test-runs" }, { label: "Side by side" }]}
      >
        {runs.length > 1 &&
          "Reported, not proven: one run a side cannot show how runs differ by themselves. Add the files to a change for a verdict."}
      </PageHeader>
      {runs.length > 1 ? (
        <RunComparison runs={runs} rows={rows} unlike={unlike} zone={await readersZone(actor)} />
      ) : (
        <EmptyState
          title="Choose at least two test runs"
          actions={<LinkButton href="/test-runs">Choose test runs</LinkButton>}
        >
          Tick two to six runs in the list, then put them side by side.
        </EmptyState>
      )}
    </>
  );
}
