import type { z } from "zod";
import { type Applied, applyIncoming, type ReceivingWebhook } from "#lib/changes/commands/apply-incoming.ts";
import { readGithub } from "#lib/changes/deliveries/github.ts";
import type { Reading } from "#lib/changes/deliveries/incoming.ts";
import { readDelivery } from "#lib/changes/deliveries/registry.ts";
import type { WebhookRule } from "#lib/changes/webhook-rules.ts";
import { type DeliveryAnswer, receivedSchema } from "#lib/changes/webhook-schema.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError, invalid, isAppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { db, type Tx, transaction } from "#lib/server/db.ts";

type Received = z.output<typeof receivedSchema>;

/** For this long the same delivery is the same, also where nothing in it says when it happened. */
const seenMs = 24 * 3_600_000;

/**
 * Takes a delivery whose signature was proved. One that made something is known again and answered as before; one that
 * made nothing may come again, after whatever kept it from doing so was mended. All of it is written, or nothing.
 */
export async function receiveDelivery(
  actor: Actor,
  input: unknown,
  now = new Date(),
): Promise<DeliveryAnswer> {
  authorize(actor, "webhook.receive");
  const received = parse(receivedSchema, input);
  try {
    return await transaction((tx) => receiveIn(tx, actor, received, now));
  } catch (error) {
    if (isAppError(error) && error.code !== "INTERNAL") await noteRefusal(received, error, now);
    throw error;
  }
}

async function receiveIn(tx: Tx, actor: Actor, received: Received, now: Date): Promise<DeliveryAnswer> {
  // One delivery of a webhook after another: two that are the same, or of the same deployment, never race.
  await tx.$queryRaw`SELECT 1 FROM "Webhook" WHERE "id" = ${received.webhook}::uuid FOR NO KEY UPDATE`;
  const webhook = await receivingWebhook(tx, received.webhook);
  const seen = await tx.webhookDelivery.findFirst({
    where: {
      webhookId: webhook.id,
      hash: received.hash,
      outcome: { in: ["recorded", "updated"] },
      receivedAt: { gt: new Date(now.getTime() - seenMs) },
    },
    orderBy: { receivedAt: "desc" },
    select: { outcome: true, detail: true, changes: true },
  });
  if (seen) return seen as DeliveryAnswer;
  const reading =
    webhook.kind === "github"
      ? readGithub(received.event, received.body, webhook)
      : readDelivery(received.body, now);
  const answer = await answerTo(tx, actor, webhook, reading, "changes" in received.body);
  await tx.webhookDelivery.create({
    data: { ...rowOf(received, now), event: reading.event, ...answer },
    select: { id: true },
  });
  return answer;
}

async function answerTo(
  tx: Tx,
  actor: Actor,
  webhook: ReceivingWebhook,
  reading: Reading,
  listed: boolean,
): Promise<DeliveryAnswer> {
  if (reading.incoming === null) return { outcome: "ignored", detail: reading.ignored, changes: [] };
  const applied: Applied[] = [];
  for (const [index, incoming] of reading.incoming.entries()) {
    applied.push(
      await placed(listed ? `changes.${index}` : null, applyIncoming(tx, actor, webhook, incoming)),
    );
  }
  const outcomes = applied.map(({ outcome }) => outcome);
  return {
    outcome: (["recorded", "updated"] as const).find((one) => outcomes.includes(one)) ?? "ignored",
    detail: applied
      .map(({ detail }) => detail)
      .join(" ")
      .slice(0, 2_000),
    changes: [...new Set(applied.flatMap(({ number }) => number ?? []))],
  };
}

/** Faults of one of several changes carry its place in the list. */
async function placed<Result>(place: string | null, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (place === null || !isAppError(error) || error.code !== "INVALID") throw error;
    throw invalid(error.faults.map((fault) => ({ ...fault, path: `${place}.${fault.path}` })));
  }
}

async function receivingWebhook(tx: Tx, id: string): Promise<ReceivingWebhook> {
  const row = await tx.webhook.findFirst({
    where: { id, endedAt: null },
    select: {
      id: true,
      kind: true,
      area: true,
      rules: true,
      labels: true,
      environments: true,
      mergedAs: true,
      system: { select: { key: true } },
      practice: { select: { key: true } },
      owner: { select: { email: true } },
    },
  });
  if (!row) throw new AppError("UNAUTHENTICATED", "This webhook has ended.");
  return {
    ...row,
    mergedAs: row.mergedAs === "draft" ? "draft" : "planned",
    rules: row.rules as WebhookRule[],
    system: row.system?.key ?? null,
    practice: row.practice?.key ?? null,
    owner: row.owner?.email ?? null,
  };
}

async function noteRefusal(received: Received, error: AppError, now: Date): Promise<void> {
  const faults = error.faults.map(({ path, message }) => (path ? `${path}: ${message}` : message));
  const detail = (faults.join(" ") || error.message).slice(0, 2_000);
  await db.webhookDelivery.create({
    data: { ...rowOf(received, now), event: received.event, outcome: "refused", detail, changes: [] },
    select: { id: true },
  });
}

function rowOf({ webhook, delivery, hash }: Received, now: Date) {
  return { webhookId: webhook, deliveryId: delivery, hash, receivedAt: now };
}
