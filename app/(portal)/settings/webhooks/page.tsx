import type { Metadata } from "next";
import { WebhookList } from "#components/changes/webhook-list.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { SettingsNav } from "#components/users/settings-nav.tsx";
import { listWebhooks } from "#lib/changes/queries/webhooks.ts";
import { listHref, oneOf } from "#lib/core/list-address.ts";
import { pageActor, requirePermission, shown } from "#lib/server/auth/page-actor.ts";
import { readersZone } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksPage({ searchParams }: PageProps<"/settings/webhooks">) {
  const actor = await pageActor();
  requirePermission(actor, "webhook.list");
  const { cursor } = oneOf(await searchParams, ["cursor"]);
  const [webhooks, zone] = await Promise.all([
    shown(listWebhooks(actor, cursor ? { cursor } : {})),
    readersZone(actor),
  ]);
  const add = <LinkButton href="/settings/webhooks/new">Make a webhook</LinkButton>;
  return (
    <>
      <PageHeader title="Webhooks" actions={add} />
      <SettingsNav actor={actor} current="webhooks" />
      {webhooks.items.length > 0 ? (
        <div className="mt-6">
          <WebhookList webhooks={webhooks.items} zone={zone} />
        </div>
      ) : (
        <EmptyState title="No webhooks yet" actions={add}>
          By a webhook changes record themselves: GitHub tells of deployments and merged pull requests, New
          Relic, Grafana, Honeycomb, DevLake or a script of changes. Each delivery is signed with a secret.
        </EmptyState>
      )}
      <Pagination
        noun="webhooks"
        firstHref={cursor ? "/settings/webhooks" : null}
        nextHref={webhooks.nextCursor && listHref("/settings/webhooks", {}, { cursor: webhooks.nextCursor })}
      />
    </>
  );
}
