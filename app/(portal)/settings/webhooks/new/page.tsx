import type { Metadata } from "next";
import { WebhookForm } from "#components/changes/webhook-forms.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listPractices } from "#lib/changes/queries.ts";
import { pageActor, requirePermission, shown } from "#lib/server/auth/page-actor.ts";
import { listSystems } from "#lib/systems/queries.ts";

export const metadata: Metadata = { title: "Make a webhook" };

export default async function NewWebhookPage() {
  const actor = await pageActor();
  requirePermission(actor, "webhook.create");
  const [systems, practices] = await Promise.all([
    shown(listSystems(actor, { limit: 200 })),
    shown(listPractices(actor)),
  ]);
  return (
    <>
      <PageHeader
        title="Make a webhook"
        crumbs={[{ label: "Webhooks", href: "/settings/webhooks" }, { label: "New" }]}
      />
      <WebhookForm choices={{ systems: systems.items, practices, owner: actor.email }} />
    </>
  );
}
