import type { Metadata } from "next";
import { MetricList } from "#components/metrics/metric-list.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { FilterMenu } from "#components/ui/filter-menu.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { may } from "#lib/core/access/authorize.ts";
import { listHref, oneOf } from "#lib/core/list-address.ts";
import { listMetrics } from "#lib/metrics/queries.ts";
import { pageActor, shown } from "#lib/server/auth/page-actor.ts";
import { listSystems } from "#lib/systems/queries.ts";

export const metadata: Metadata = { title: "Metrics" };

export default async function MetricsPage({ searchParams }: PageProps<"/metrics">) {
  const actor = await pageActor();
  const address = oneOf(await searchParams, ["q", "system", "cursor"]);
  const metrics = await shown(listMetrics(actor, address));
  const systems = await shown(listSystems(actor, { limit: 200 }));
  const add = may(actor, "metric.create") && <LinkButton href="/metrics/new">Add a metric</LinkButton>;
  const filtered = Boolean(address.q || address.system);
  return (
    <>
      <PageHeader title="Metrics" actions={add} />
      <FilterBar
        searchLabel="Search metrics"
        action="/metrics"
        query={address.q ?? ""}
        keep={address.system ? { system: address.system } : {}}
        summary={`${metrics.items.length}${metrics.nextCursor ? " and more" : ""} metrics`}
      >
        <FilterMenu
          label="System"
          path="/metrics"
          address={address}
          name="system"
          options={systems.items.map(({ key, name }) => ({ value: key, label: name }))}
        />
      </FilterBar>
      {metrics.items.length > 0 ? (
        <div className="mt-6">
          <MetricList metrics={metrics.items} />
          <Pagination
            noun="metrics"
            firstHref={address.cursor ? listHref("/metrics", address, {}) : null}
            nextHref={metrics.nextCursor && listHref("/metrics", address, { cursor: metrics.nextCursor })}
          />
        </div>
      ) : (
        <EmptyState title={filtered ? "Nothing matches" : "No metrics yet"} actions={filtered ? null : add}>
          {filtered
            ? "No metric fits this search and filter."
            : "A metric is a measured quantity of a system. It owns its unit, which direction is better, and the smallest difference that matters."}
        </EmptyState>
      )}
    </>
  );
}
