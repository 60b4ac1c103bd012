import { createHash } from "node:crypto";
import { editIn } from "#lib/changes/commands/edit-change.ts";
import { moveIn } from "#lib/changes/commands/move-change.ts";
import { writeChange } from "#lib/changes/commands/record-change.ts";
import type { Incoming } from "#lib/changes/deliveries/incoming.ts";
import { type Status, statusNames } from "#lib/changes/model.ts";
import { stepOf } from "#lib/changes/next-step.ts";
import { changeEditSchema, changeInputSchema } from "#lib/changes/schema.ts";
import { isWanted, ruleFor, type WebhookRule } from "#lib/changes/webhook-rules.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { parse } from "#lib/core/parse.ts";
import type { Tx } from "#lib/server/db.ts";

export type ReceivingWebhook = {
  id: string;
  kind: string;
  system: string | null;
  area: string;
  practice: string | null;
  owner: string | null;
  rules: WebhookRule[];
  labels: string[];
  environments: string[];
  mergedAs: "draft" | "planned";
};

export type Applied = { outcome: "recorded" | "updated" | "ignored"; detail: string; number: number | null };

/** Makes a change of what came in, or carries the one on that it speaks of. */
export async function applyIncoming(
  tx: Tx,
  actor: Actor,
  webhook: ReceivingWebhook,
  incoming: Incoming,
): Promise<Applied> {
  const { environment } = incoming;
  if (!isWanted(environment, webhook.environments)) {
    return nothing(`The environment ${environment} is not one of ${webhook.environments.join(", ")}.`);
  }
  const ids = incoming.externalIds.map(storedId);
  const known = await knownChange(tx, webhook.id, ids);
  if (known) {
    await remember(tx, webhook.id, ids, known.id);
    return carryOn(tx, actor, known, incoming);
  }
  if (!incoming.creates) return nothing("It changed nothing, and nothing had been recorded of it.");
  const place = placeOf(webhook, incoming);
  if (webhook.kind === "github" && !place.system) {
    return nothing(`No system is set for ${incoming.names[0] ?? "it"}. Add a rule for it.`);
  }
  const fields = parse(changeInputSchema, { owner: webhook.owner, ...incoming.fields, ...place });
  const number = await writeChange(tx, actor, fields);
  const { id } = await tx.change.findUniqueOrThrow({ where: { number }, select: { id: true } });
  await remember(tx, webhook.id, ids, id);
  return { outcome: "recorded", detail: `Recorded C-${number}.`, number };
}

async function carryOn(tx: Tx, actor: Actor, known: Known, incoming: Incoming): Promise<Applied> {
  const { number } = known;
  const { edit, move } = stepOf(known, incoming);
  const edits = Object.keys(edit).length > 0;
  if (edits) await editIn(tx, actor, parse(changeEditSchema, { number, ...edit }));
  if (move) await moveIn(tx, actor, { number, status: move });
  const now = statusNames[move ?? known.status].toLowerCase();
  const said = move ? `C-${number} is now ${now}.` : edits ? `C-${number} was added to.` : null;
  return said
    ? { outcome: "updated", detail: said, number }
    : { outcome: "ignored", detail: `C-${number} is ${now} and says so already.`, number };
}

/** Where it belongs: what a rule says of its names goes before what it says itself, and both before the webhook. */
function placeOf(webhook: ReceivingWebhook, { names, fields }: Incoming) {
  const rule = ruleFor(names, webhook.rules);
  const system = rule?.system ?? fields.system ?? webhook.system ?? undefined;
  if (rule?.area) return { system, area: rule.area, practice: rule.practice ?? null };
  const area = fields.area ?? webhook.area;
  const practice = fields.practice ?? (area === webhook.area ? webhook.practice : null);
  return { system, area, practice };
}

async function knownChange(tx: Tx, webhookId: string, ids: string[]) {
  if (ids.length === 0) return null;
  const rows = await tx.webhookChange.findMany({
    where: { webhookId, externalId: { in: ids } },
    select: {
      externalId: true,
      change: {
        select: {
          id: true,
          number: true,
          status: true,
          description: true,
          startedAt: true,
          appliedAt: true,
          rolloutStart: true,
          rolloutEnd: true,
          evidence: true,
          links: true,
        },
      },
    },
  });
  // The sender's own id goes before a commit that several may share.
  const [first] = rows.toSorted((a, b) => ids.indexOf(a.externalId) - ids.indexOf(b.externalId));
  if (!first) return null;
  return {
    ...first.change,
    status: first.change.status as Status,
    evidence: first.change.evidence as Record<string, string> | null,
    links: first.change.links as { kind: string; url: string }[],
  };
}
type Known = NonNullable<Awaited<ReturnType<typeof knownChange>>>;

async function remember(tx: Tx, webhookId: string, ids: string[], changeId: string): Promise<void> {
  const data = ids.map((externalId) => ({ webhookId, externalId, changeId }));
  await tx.webhookChange.createMany({ data, skipDuplicates: true });
}

/** An index holds keys of some length only. */
function storedId(id: string): string {
  return id.length <= 300 ? id : `sha256:${createHash("sha256").update(id).digest("hex")}`;
}

function nothing(detail: string): Applied {
  return { outcome: "ignored", detail, number: null };
}
