import { z } from "zod";
import type { Area } from "#lib/changes/model.ts";
import type { WebhookRule } from "#lib/changes/webhook-rules.ts";
import {
  type Delivery,
  listDeliveriesSchema,
  type Webhook,
  type WebhookKind,
  webhookIdSchema,
} from "#lib/changes/webhook-schema.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { decodeCursor, type Page, pageInputSchema, pageOf } from "#lib/core/paging.ts";
import { parse } from "#lib/core/parse.ts";
import { db } from "#lib/server/db.ts";
import type { Prisma } from "#lib/server/generated/prisma/client.ts";

/** Webhooks by name, ended ones too. Their secrets are never read out. */
export async function listWebhooks(actor: Actor, input: unknown = {}): Promise<Page<Webhook>> {
  authorize(actor, "webhook.list");
  const filter = parse(pageInputSchema, input);
  const after = filter.cursor ? decodeCursor(filter.cursor, z.tuple([z.string(), z.uuid()])) : null;
  const rows = await db.webhook.findMany({
    where: after ? { OR: [{ name: { gt: after[0] } }, { name: after[0], id: { gt: after[1] } }] } : {},
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: filter.limit + 1,
    select: webhookFields,
  });
  const page = pageOf(rows, filter.limit, (row) => [row.name, row.id]);
  return { ...page, items: page.items.map(webhookOf) };
}

/** One webhook. Throws NOT_FOUND. */
export async function getWebhook(actor: Actor, input: unknown): Promise<Webhook> {
  authorize(actor, "webhook.list");
  const { id } = parse(webhookIdSchema, input);
  const row = await db.webhook.findUnique({ where: { id }, select: webhookFields });
  if (!row) throw noSuchWebhook();
  return webhookOf(row);
}

/** What came in by one webhook and what came of it, the latest first. */
export async function listDeliveries(actor: Actor, input: unknown): Promise<Page<Delivery>> {
  authorize(actor, "webhook.list");
  const { id, cursor, limit } = parse(listDeliveriesSchema, input);
  const after = cursor ? decodeCursor(cursor, z.tuple([z.iso.datetime(), z.uuid()])) : null;
  const webhook = await db.webhook.findUnique({ where: { id }, select: { id: true } });
  if (!webhook) throw noSuchWebhook();
  const receivedAt = after ? new Date(after[0]) : new Date();
  const rows = await db.webhookDelivery.findMany({
    where: {
      webhookId: id,
      ...(after ? { OR: [{ receivedAt: { lt: receivedAt } }, { receivedAt, id: { lt: after[1] } }] } : {}),
    },
    orderBy: [{ receivedAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    select: {
      id: true,
      receivedAt: true,
      deliveryId: true,
      event: true,
      outcome: true,
      detail: true,
      changes: true,
    },
  });
  const page = pageOf(rows, limit, (row) => [row.receivedAt.toISOString(), row.id]);
  return { ...page, items: page.items.map(deliveryOf) };
}

export function noSuchWebhook(): AppError {
  return new AppError("NOT_FOUND", "There is no such webhook.");
}

const webhookFields = {
  id: true,
  name: true,
  kind: true,
  area: true,
  rules: true,
  labels: true,
  environments: true,
  mergedAs: true,
  createdAt: true,
  endedAt: true,
  previousUntil: true,
  system: { select: { key: true, name: true } },
  practice: { select: { key: true } },
  owner: { select: { email: true } },
  deliveries: {
    orderBy: [{ receivedAt: "desc" }, { id: "desc" }],
    take: 1,
    select: { receivedAt: true, outcome: true },
  },
} satisfies Prisma.WebhookSelect;

type Row = Prisma.WebhookGetPayload<{ select: typeof webhookFields }>;

function webhookOf(row: Row): Webhook {
  const [last] = row.deliveries;
  const stillTaken = row.previousUntil !== null && row.previousUntil > new Date();
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as WebhookKind,
    system: row.system?.key ?? null,
    systemName: row.system?.name ?? null,
    area: row.area as Area,
    practice: row.practice?.key ?? null,
    owner: row.owner?.email ?? null,
    rules: row.rules as WebhookRule[],
    labels: row.labels,
    environments: row.environments,
    mergedAs: row.mergedAs as Webhook["mergedAs"],
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    previousUntil: stillTaken ? (row.previousUntil?.toISOString() ?? null) : null,
    lastDelivery: last ? { at: last.receivedAt.toISOString(), outcome: last.outcome } : null,
  };
}

function deliveryOf(row: Omit<Delivery, "receivedAt" | "outcome"> & { receivedAt: Date; outcome: string }) {
  const outcome = row.outcome as Delivery["outcome"];
  return { ...row, outcome, receivedAt: row.receivedAt.toISOString() };
}
