import type { SystemActor } from "#lib/core/access/actor.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { isHubSignature, isTimedSignature } from "#lib/server/auth/webhook-signature.ts";
import { db } from "#lib/server/db.ts";
import { log } from "#lib/server/log.ts";
import { openSecret } from "#lib/server/secrets.ts";

export type WebhookKind = "github" | "changes";
export type Sender = { actor: SystemActor; webhookId: string };

/** No more of a kind live at once, so that trying them all stays cheap. */
export const mostLiveWebhooks = 20;

/**
 * Who signed a body: a request names no webhook, so the few live secrets of its kind are tried, all of them whichever
 * fits. Null where none does: no signature, a wrong one, one that is too old are the same.
 */
export async function webhookActor(
  kind: WebhookKind,
  headers: Headers,
  body: Uint8Array,
  now = new Date(),
): Promise<Sender | null> {
  if (headers.get(headerOf[kind]) === null) return null;
  const webhooks = await db.webhook.findMany({
    where: { kind, endedAt: null },
    orderBy: { id: "asc" },
    take: mostLiveWebhooks,
    select: { id: true, name: true, sealedSecret: true, sealedPrevious: true, previousUntil: true },
  });
  const signed = webhooks.filter((webhook) =>
    liveSecrets(webhook, now)
      .map((secret) => isSigned(kind, headers, secret, body, now))
      .includes(true),
  );
  const [found] = signed;
  return found ? { actor: systemActor(`webhook ${found.name}`), webhookId: found.id } : null;
}

/** What a webhook's secrets are tied to. */
export function webhookName(id: string): string {
  return `the webhook ${id}`;
}

const headerOf: Record<WebhookKind, string> = {
  github: "x-hub-signature-256",
  changes: "x-signature",
};

type Secrets = {
  id: string;
  sealedSecret: string | null;
  sealedPrevious: string | null;
  previousUntil: Date | null;
};

function liveSecrets({ id, sealedSecret, sealedPrevious, previousUntil }: Secrets, now: Date): string[] {
  const previous = previousUntil !== null && previousUntil > now ? sealedPrevious : null;
  return [sealedSecret, previous].flatMap((sealed) => {
    if (sealed === null) return [];
    try {
      return [openSecret(sealed, webhookName(id))];
    } catch (error) {
      // Another webhook's secret may still open: only this one has to be replaced.
      log.error("the secret of a webhook cannot be read", { webhook: id, error });
      return [];
    }
  });
}

function isSigned(kind: WebhookKind, headers: Headers, secret: string, body: Uint8Array, now: Date): boolean {
  const header = headers.get(headerOf[kind]);
  return kind === "github"
    ? isHubSignature(header, secret, body)
    : isTimedSignature(header, secret, body, now);
}
