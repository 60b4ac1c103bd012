import type { Metadata } from "next";
import { TestRunTable } from "#components/metrics/test-run-table.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { FilterMenu } from "#components/ui/filter-menu.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { may } from "#lib/core/access/authorize.ts";
import { listHref, oneOf } from "#lib/core/list-address.ts";
import { testRunKindNames, testRunKinds } from "#lib/metrics/model.ts";
import { listTestRuns } from "#lib/metrics/queries/test-runs.ts";
import { pageActor, shown } from "#lib/server/auth/page-actor.ts";
import { listSystems } from "#lib/systems/queries.ts";
import { readersZone } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "Test runs" };

export default async function TestRunsPage({ searchParams }: PageProps<"/test-runs">) {
  const actor = await pageActor();
  const address = oneOf(await searchParams, ["q", "system", "kind", "cursor"]);
  const { kind: asked, ...rest } = address;
  const kind = testRunKinds.find((one) => one === asked);
  const runs = await shown(listTestRuns(actor, { ...rest, ...(kind ? { kind } : {}), limit: 25 }));
  const systems = await shown(listSystems(actor, { limit: 200 }));
  const add = may(actor, "test-run.create") && <LinkButton href="/test-runs/new">Add a test run</LinkButton>;
  const filtered = Boolean(address.q || address.system || kind);
  const { q: _q, cursor: _cursor, ...keep } = address;
  return (
    <>
      <PageHeader title="Test runs" actions={add}>
        Load, stress, soak, spike and benchmark runs with their result files.
      </PageHeader>
      <FilterBar
        searchLabel="Search test runs"
        action="/test-runs"
        query={address.q ?? ""}
        keep={keep}
        summary={`${runs.items.length}${runs.nextCursor ? " and more" : ""} test runs`}
      >
        <FilterMenu
          label="System"
          path="/test-runs"
          address={address}
          name="system"
          options={systems.items.map(({ key, name }) => ({ value: key, label: name }))}
        />
        <FilterMenu
          label="Kind"
          path="/test-runs"
          address={address}
          name="kind"
          options={testRunKinds.map((value) => ({ value, label: testRunKindNames[value] }))}
        />
      </FilterBar>
      {runs.items.length > 0 ? (
        <form action="/test-runs/compare" className="mt-6" aria-label="Test runs">
          <TestRunTable runs={runs.items} zone={await readersZone(actor)} choosing />
          <div className="mt-5 flex flex-wrap items-center gap-4">
            <Button type="submit">Put side by side</Button>
            <span className="text-small text-ink-muted">Choose two to twelve runs.</span>
          </div>
          <Pagination
            noun="test runs"
            firstHref={address.cursor ? listHref("/test-runs", address, {}) : null}
            nextHref={runs.nextCursor && listHref("/test-runs", address, { cursor: runs.nextCursor })}
          />
        </form>
      ) : (
        <EmptyState title={filtered ? "Nothing matches" : "No test runs yet"} actions={filtered ? null : add}>
          {filtered
            ? "No test run fits this search and filter."
            : "Upload a result file of k6, JMeter, wrk, pgbench or one of the other tools; it is recognised by its content."}
        </EmptyState>
      )}
    </>
  );
}
