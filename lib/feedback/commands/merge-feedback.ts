import type { z } from "zod";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { recount } from "#lib/feedback/commands/recount.ts";
import { lockEntry } from "#lib/feedback/commands/standing-entry.ts";
import { feedbackMergedJob } from "#lib/feedback/jobs.ts";
import { isNarrower, refusalOfMerge } from "#lib/feedback/model.ts";
import { feedbackNumberSchema, mergeSchema, type mergeStateSchema } from "#lib/feedback/schema.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";
import { db, type Tx, transaction } from "#lib/server/db.ts";
import { sendJob } from "#lib/server/jobs/send-job.ts";

type MergeState = z.infer<typeof mergeStateSchema>;

/**
 * Makes one entry point to another. Nothing moves, so that it can be taken back. Throws CONFLICT when somebody else
 * merged either of them meanwhile: of two merges of one entry the first wins, and the other is told.
 */
export async function mergeFeedback(actor: Actor, input: unknown): Promise<MergeState> {
  authorize(actor, "feedback.triage");
  const { number, into } = parse(mergeSchema, input);
  const now = actingTime(actor);
  return transaction(async (tx) => {
    const [from, target] = await lockBoth(tx, actor, number, into);
    const refusal = refusalOfMerge(mergeable(from), mergeable(target)) ?? refusalOfSight(from, target);
    if (refusal) throw new AppError("CONFLICT", refusal);
    await tx.feedback.update({
      where: { id: from.id },
      data: { mergedIntoId: target.id, mergedAt: now, listed: false },
      select: { id: true },
    });
    const { votes } = await recount(tx, target.id);
    await sendJob(tx, feedbackMergedJob, { number, into, mergedAt: now.toISOString() });
    await auditBoth(tx, actor, "feedback.merge", [from, target], { number, into });
    return { number, mergedInto: into, votes };
  });
}

/** Takes a merge back: both entries have the votes, comments and followers that they had. */
export async function unmergeFeedback(actor: Actor, input: unknown): Promise<MergeState> {
  authorize(actor, "feedback.triage");
  const { number } = parse(feedbackNumberSchema, input);
  const standing = await db.feedback.findUnique({
    where: { number },
    select: { mergedInto: { select: { number: true } } },
  });
  const into = standing?.mergedInto?.number;
  if (into === undefined) throw notMerged(number);
  return transaction(async (tx) => {
    const [from, target] = await lockBoth(tx, actor, number, into);
    if (from.mergedIntoId !== target.id) throw notMerged(number);
    await tx.feedback.update({
      where: { id: from.id },
      data: { mergedIntoId: null, mergedAt: null, listed: from.moderation === "approved" },
      select: { id: true },
    });
    await recount(tx, target.id);
    const { votes } = await recount(tx, from.id);
    await auditBoth(tx, actor, "feedback.unmerge", [from, target], { number, into });
    return { number, mergedInto: null, votes };
  });
}

/** In the order of their numbers, whoever asks: two merges never wait for each other in a circle. */
async function lockBoth(tx: Tx, actor: Actor, number: number, other: number) {
  const first = await lockEntry(tx, actor, Math.min(number, other));
  const second = await lockEntry(tx, actor, Math.max(number, other));
  return first.number === number ? ([first, second] as const) : ([second, first] as const);
}

type Entry = Awaited<ReturnType<typeof lockEntry>>;

function mergeable(entry: Entry) {
  return {
    number: entry.number,
    mergedInto: entry.mergedInto?.number ?? null,
    hasMerged: entry.merged.length > 0,
  };
}

/** Who voted on one side must be able to follow the other. */
function refusalOfSight(from: Entry, into: Entry): string | null {
  const hidden = [from, into].find((entry) => entry.moderation !== "approved");
  if (hidden) return `F-${hidden.number} is not approved. Decide on it in the moderation queue first.`;
  return isNarrower(into.visibility, from.visibility)
    ? `Fewer people may read F-${into.number} than F-${from.number}: they would lose sight of it. Widen F-${into.number} first.`
    : null;
}

function notMerged(number: number): AppError {
  return new AppError("CONFLICT", `F-${number} is not merged into another entry.`);
}

async function auditBoth(
  tx: Tx,
  actor: Actor,
  action: string,
  entries: Entry[],
  data: { number: number; into: number },
): Promise<void> {
  for (const entry of entries) {
    await audit(tx, actor, { action, entity: "feedback", entityId: entry.id, data });
  }
}
