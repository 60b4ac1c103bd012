import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { namedRecords } from "#lib/changes/commands/named-records.ts";
import type { Area } from "#lib/changes/model.ts";
import { getWebhook, noSuchWebhook } from "#lib/changes/queries/webhooks.ts";
import {
  replaceSecretSchema,
  type Webhook,
  type WebhookKind,
  type WebhookWithSecret,
  webhookEditSchema,
  webhookInputSchema,
} from "#lib/changes/webhook-schema.ts";
import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { defined } from "#lib/core/defined.ts";
import { AppError, type Fault, invalid, isAppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { audit } from "#lib/server/audit.ts";
import { newSecret } from "#lib/server/auth/secret.ts";
import { mostLiveWebhooks, webhookName } from "#lib/server/auth/webhook-actor.ts";
import { type Tx, transaction } from "#lib/server/db.ts";
import { sealSecret } from "#lib/server/secrets.ts";

const hourMs = 3_600_000;

/** Makes a webhook. Its secret is in this answer and nowhere else; at rest it is encrypted. */
export async function createWebhook(actor: Actor, input: unknown): Promise<WebhookWithSecret> {
  authorize(actor, "webhook.create");
  const { kind, ...fields } = parse(webhookInputSchema, input);
  const id = randomUUID();
  const secret = freshSecret();
  await transaction(async (tx) => {
    await refuseTooMany(tx, kind);
    const defaults = {
      area: "code" as const,
      labels: standardLabels,
      environments: ["production"],
      ...fields,
    };
    await tx.webhook.create({
      data: {
        id,
        kind,
        name: fields.name,
        ...(await columnsOf(tx, defaults, "code")),
        sealedSecret: sealSecret(secret, webhookName(id)),
        createdById: userIdOf(actor),
      },
      select: { id: true },
    });
    await audit(tx, actor, {
      action: "webhook.create",
      entity: "webhook",
      entityId: id,
      data: JSON.parse(JSON.stringify({ kind, ...defaults })),
    });
  });
  return { ...(await getWebhook(actor, { id })), secret };
}

/** Edits a webhook; what is left out stays. `ended` ends it for good: its secrets are forgotten, its changes stay. */
export async function editWebhook(actor: Actor, input: unknown, now = new Date()): Promise<Webhook> {
  authorize(actor, "webhook.edit");
  const { id, ended, ...fields } = parse(webhookEditSchema, input);
  await transaction(async (tx) => {
    const before = await liveWebhook(tx, id);
    await tx.webhook.update({
      where: { id },
      data: {
        ...defined({ name: fields.name }),
        ...(await columnsOf(tx, fields, before.area as Area)),
        ...(ended ? { endedAt: now, sealedSecret: null, sealedPrevious: null, previousUntil: null } : {}),
      },
      select: { id: true },
    });
    await audit(tx, actor, {
      action: ended ? "webhook.end" : "webhook.edit",
      entity: "webhook",
      entityId: id,
      data: JSON.parse(JSON.stringify({ name: before.name, changed: fields })),
    });
  });
  return getWebhook(actor, { id });
}

/** Gives a webhook a new secret. The old one is taken beside it for a while, so that no delivery is lost meanwhile. */
export async function replaceWebhookSecret(
  actor: Actor,
  input: unknown,
  now = new Date(),
): Promise<WebhookWithSecret> {
  authorize(actor, "webhook.edit");
  const { id, keepHours } = parse(replaceSecretSchema, input);
  const secret = freshSecret();
  await transaction(async (tx) => {
    const before = await liveWebhook(tx, id);
    const previousUntil = keepHours > 0 ? new Date(now.getTime() + keepHours * hourMs) : null;
    await tx.webhook.update({
      where: { id },
      data: {
        sealedSecret: sealSecret(secret, webhookName(id)),
        sealedPrevious: previousUntil ? before.sealedSecret : null,
        previousUntil,
      },
      select: { id: true },
    });
    await audit(tx, actor, {
      action: "webhook.replace-secret",
      entity: "webhook",
      entityId: id,
      data: { name: before.name, keepHours },
    });
  });
  return { ...(await getWebhook(actor, { id })), secret };
}

const standardLabels = ["optimization", "performance"];

function freshSecret(): string {
  return newSecret("whsec_").secret;
}

/** A delivery names no webhook, so all live secrets of its kind are tried: there must not be many. */
async function refuseTooMany(tx: Tx, kind: WebhookKind): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('webhooks'))`;
  if ((await tx.webhook.count({ where: { kind, endedAt: null } })) < mostLiveWebhooks) return;
  throw new AppError(
    "CONFLICT",
    `There are ${mostLiveWebhooks} webhooks of this kind already, the most that can be. End one first, or let one serve several repositories by its rules.`,
  );
}

async function liveWebhook(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT 1 FROM "Webhook" WHERE "id" = ${id}::uuid FOR NO KEY UPDATE`;
  const webhook = await tx.webhook.findUnique({ where: { id } });
  if (!webhook) throw noSuchWebhook();
  if (webhook.endedAt) throw new AppError("CONFLICT", "This webhook has ended. Make a new one.");
  return webhook;
}

type Fields = Omit<Partial<z.output<typeof webhookInputSchema>>, "kind">;

/** What is named by key or e-mail, as columns. Names every one that does not exist. */
async function columnsOf(tx: Tx, fields: Fields, areaBefore: Area) {
  const { name: _name, system, practice, owner, area, ...plain } = fields;
  const ids = await namedRecords(tx, {
    area: area ?? areaBefore,
    practice,
    owner,
    ...(system ? { system } : {}),
  });
  await refuseUnknown(tx, fields.rules ?? []);
  const areaChanged = area !== undefined && area !== areaBefore;
  return defined({
    ...plain,
    area,
    systemId: system === null ? null : ids.systemId,
    // A practice belongs to its area and does not go along into another.
    practiceId: ids.practiceId === undefined && areaChanged ? null : ids.practiceId,
    ownerId: ids.ownerId,
  });
}

async function refuseUnknown(tx: Tx, rules: NonNullable<Fields["rules"]>): Promise<void> {
  const faults: Fault[] = [];
  for (const [index, { system, area, practice }] of rules.entries()) {
    try {
      await namedRecords(tx, { area: area ?? "code", practice, system });
    } catch (error) {
      if (!isAppError(error) || error.code !== "INVALID") throw error;
      faults.push(
        ...error.faults.map((fault) => ({
          path: `rules.${index}.${fault.path}`,
          message: `Line ${index + 1}: ${fault.message}`,
        })),
      );
    }
  }
  if (faults.length > 0) throw invalid(faults);
}
