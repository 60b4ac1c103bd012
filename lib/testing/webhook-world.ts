import { createWebhook, editWebhook } from "#lib/changes/commands/webhooks.ts";
import { listDeliveries } from "#lib/changes/queries/webhooks.ts";
import { getChange } from "#lib/changes/queries.ts";
import type { WebhookWithSecret } from "#lib/changes/webhook-schema.ts";
import { createSystem } from "#lib/systems/commands.ts";
import { everyRole } from "#lib/testing/actors.ts";
import { freshKey } from "#lib/testing/api-caller.ts";

/** One person of each role, a system, and webhooks that belong to it. */
export async function webhookWorld() {
  const people = await everyRole();
  const system = freshKey("royalty");
  await createSystem(people.lead, { key: system, name: "Royalty calculation" });
  const live: string[] = [];
  /** Only so many are live at once, so that each ends those before it. */
  const made = async (input: object): Promise<WebhookWithSecret> => {
    for (const id of live.splice(0)) await editWebhook(people.admin, { id, ended: true });
    const webhook = await createWebhook(people.admin, input);
    live.push(webhook.id);
    return webhook;
  };
  return {
    people,
    system,
    forget: () => live.splice(0),
    github: (more: object = {}) =>
      made({ name: "GitHub", kind: "github", rules: [{ match: "saypro/*", system }], ...more }),
    changes: (more: object = {}) => made({ name: "Deployer", kind: "changes", system, ...more }),
    deliveries: async ({ id }: { id: string }) => (await listDeliveries(people.admin, { id })).items,
    changeOf: (answer: { json: { changes: number[] } }) =>
      getChange(people.lead, { number: answer.json.changes[0] }),
  };
}
