import type { Metadata } from "next";
import { DeliveryLog } from "#components/changes/delivery-log.tsx";
import { WebhookEditForm, WebhookSecretForm } from "#components/changes/webhook-forms.tsx";
import { WebhookSetUp } from "#components/changes/webhook-set-up.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { Section } from "#components/ui/section.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import { endWebhookAction } from "#lib/changes/actions.ts";
import { getWebhook, listDeliveries } from "#lib/changes/queries/webhooks.ts";
import { listPractices } from "#lib/changes/queries.ts";
import type { Webhook } from "#lib/changes/webhook-schema.ts";
import { listHref, oneOf } from "#lib/core/list-address.ts";
import { pageActor, requirePermission, shown } from "#lib/server/auth/page-actor.ts";
import { env } from "#lib/server/env.ts";
import { listSystems } from "#lib/systems/queries.ts";
import { readersZone } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "Webhook" };

export default async function WebhookPage(props: PageProps<"/settings/webhooks/[id]">) {
  const actor = await pageActor();
  requirePermission(actor, "webhook.list");
  const { id } = await props.params;
  const { cursor } = oneOf(await props.searchParams, ["cursor"]);
  const webhook = await shown(getWebhook(actor, { id }));
  const [deliveries, systems, practices, zone] = await Promise.all([
    shown(listDeliveries(actor, { id, ...(cursor ? { cursor } : {}) })),
    shown(listSystems(actor, { limit: 200 })),
    shown(listPractices(actor)),
    readersZone(actor),
  ]);
  const here = `/settings/webhooks/${id}`;
  return (
    <>
      <PageHeader
        title={webhook.name}
        crumbs={[{ label: "Webhooks", href: "/settings/webhooks" }, { label: webhook.name }]}
      />
      {webhook.endedAt ? (
        <Callout>
          <p>
            It ended on <Timestamp at={webhook.endedAt} zone={zone} />: its secrets are forgotten, and nothing
            comes in by it any more.
          </p>
        </Callout>
      ) : (
        <Section title="How to set it up" space="block">
          <WebhookSetUp kind={webhook.kind} base={env.BASE_URL} />
        </Section>
      )}
      <Section title="Deliveries">
        <DeliveryLog deliveries={deliveries.items} zone={zone} />
        <Pagination
          noun="deliveries"
          firstHref={cursor ? here : null}
          nextHref={deliveries.nextCursor && listHref(here, {}, { cursor: deliveries.nextCursor })}
        />
      </Section>
      {!webhook.endedAt && (
        <>
          <Section title="What it does">
            <WebhookEditForm webhook={webhook} choices={{ systems: systems.items, practices, owner: "" }} />
          </Section>
          <Section title="Its secret">
            <OldSecret webhook={webhook} zone={zone} />
            <WebhookSecretForm id={id} />
          </Section>
          <Section title="End it">
            <p className="mt-3 mb-4 max-w-measure text-ink-soft">
              For when nothing sends any more. The changes that came in by it stay.
            </p>
            <ConfirmButton
              label={`End ${webhook.name}…`}
              title={`End the webhook ${webhook.name}?`}
              description="Its secrets are forgotten and its deliveries refused from now on. It cannot be brought back."
              confirmLabel="End webhook"
              action={endWebhookAction}
            >
              <input type="hidden" name="id" value={id} />
            </ConfirmButton>
          </Section>
        </>
      )}
    </>
  );
}

function OldSecret({ webhook, zone }: { webhook: Webhook; zone: string }) {
  if (!webhook.previousUntil) return null;
  return (
    <p className="mt-3 text-ink-soft">
      The secret before it is taken until <Timestamp at={webhook.previousUntil} zone={zone} />.
    </p>
  );
}
