import type { Metadata } from "next";
import { AlertList } from "#components/alerts/alert-list.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { Segments } from "#components/ui/segments.tsx";
import { listAlerts } from "#lib/alerts/queries.ts";
import { alertStates } from "#lib/alerts/schema.ts";
import { listHref, oneOf } from "#lib/core/list-address.ts";
import { pageActor, shown } from "#lib/server/auth/page-actor.ts";
import { readersZone } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "Alerts" };

const views = [
  { label: "All", state: null },
  { label: "Firing", state: "firing" },
  { label: "Resolved", state: "resolved" },
] as const;

export default async function AlertsPage({ searchParams }: PageProps<"/alerts">) {
  const actor = await pageActor();
  const { state: asked, ...address } = oneOf(await searchParams, ["state", "cursor"]);
  const state = alertStates.find((one) => one === asked);
  const alerts = await shown(listAlerts(actor, { ...address, ...(state ? { state } : {}) }));
  const kept = { ...address, ...(state ? { state } : {}) };
  return (
    <>
      <PageHeader title="Alerts">
        What a metric’s thresholds, the watch over a gain or an Alertmanager say is wrong. An Alertmanager
        sends by POST /api/v1/webhooks/alertmanager with a token.
      </PageHeader>
      <div className="mt-6">
        <Segments
          label="State"
          segments={views.map((view) => ({
            label: view.label,
            href: listHref("/alerts", {}, { state: view.state }),
            current: (state ?? null) === view.state,
          }))}
        />
      </div>
      {alerts.items.length > 0 ? (
        <div className="mt-6">
          <AlertList alerts={alerts.items} zone={await readersZone(actor)} about />
          <Pagination
            noun="alerts"
            firstHref={address.cursor ? listHref("/alerts", kept, { cursor: null }) : null}
            nextHref={alerts.nextCursor && listHref("/alerts", kept, { cursor: alerts.nextCursor })}
          />
        </div>
      ) : (
        <EmptyState title={state ? "Nothing matches" : "No alerts"}>
          {state
            ? `No alert is ${state}.`
            : "Nothing is past a threshold, no gain is lost, and nothing has been reported."}
        </EmptyState>
      )}
    </>
  );
}
