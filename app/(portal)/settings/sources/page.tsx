import type { Metadata } from "next";
import { SourceList } from "#components/metrics/source-list.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { SettingsNav } from "#components/users/settings-nav.tsx";
import { listSources } from "#lib/metrics/queries/sources.ts";
import { pageActor, requirePermission, shown } from "#lib/server/auth/page-actor.ts";

export const metadata: Metadata = { title: "Sources" };

export default async function SourcesPage() {
  const actor = await pageActor();
  requirePermission(actor, "source.edit");
  const sources = await shown(listSources(actor, { limit: 200 }));
  const add = <LinkButton href="/settings/sources/new">Add a source</LinkButton>;
  return (
    <>
      <PageHeader title="Sources" actions={add} />
      <SettingsNav actor={actor} current="sources" />
      {sources.items.length > 0 ? (
        <div className="mt-6">
          <SourceList sources={sources.items} />
        </div>
      ) : (
        <EmptyState title="No sources yet" actions={add}>
          A source is a server that speaks Prometheus's API: Prometheus, Mimir, Thanos or VictoriaMetrics. The
          portal reads the windows around a change from it and keeps them as evidence; the rest stays there.
        </EmptyState>
      )}
    </>
  );
}
