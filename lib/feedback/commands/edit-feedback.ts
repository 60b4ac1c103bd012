import type { z } from "zod";
import { type Actor, isSimulating, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { differences } from "#lib/core/differences.ts";
import { AppError, invalid } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { canEditFeedback } from "#lib/feedback/access.ts";
import { namedSystem } from "#lib/feedback/commands/create-entry.ts";
import { type LockedEntry, lockEntry } from "#lib/feedback/commands/standing-entry.ts";
import { tellMentioned } from "#lib/feedback/commands/tell-mentioned.ts";
import { feedbackMovedJob } from "#lib/feedback/jobs.ts";
import { isNarrower } from "#lib/feedback/model.ts";
import { getFeedback } from "#lib/feedback/queries/get-feedback.ts";
import { type Feedback, feedbackEditSchema } from "#lib/feedback/schema.ts";
import { feedbackSearchText } from "#lib/feedback/search-text.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";
import { type Tx, transaction } from "#lib/server/db.ts";
import { sendJob } from "#lib/server/jobs/send-job.ts";

type Edit = z.output<typeof feedbackEditSchema>;

/**
 * Edits an entry; what is left out stays. An author mends the own words; status and visibility are the team's.
 * Throws CONFLICT when `version` is older than the record.
 */
export async function editFeedback(actor: Actor, input: unknown): Promise<Feedback> {
  authorize(actor, "feedback.submit");
  const edit = parse(feedbackEditSchema, input);
  if (edit.status !== undefined || edit.visibility !== undefined) authorize(actor, "feedback.triage");
  await transaction(async (tx) => {
    const entry = await lockEntry(tx, actor, edit.number);
    refuse(actor, entry, edit);
    const status = edit.status === undefined ? null : await statusOf(tx, edit.status);
    const system = edit.system === undefined ? entry.system : await namedSystem(tx, edit.system);
    const changed = differences<Record<string, unknown>>(
      { ...entry, system: entry.system?.key ?? null, status: entry.status.key },
      {
        title: edit.title,
        body: edit.body,
        system: edit.system,
        visibility: edit.visibility,
        status: edit.status,
      },
    );
    if (Object.keys(changed).length === 0) return;
    const title = edit.title ?? entry.title;
    const body = edit.body ?? entry.body;
    await tx.feedback.update({
      where: { id: entry.id },
      data: {
        title,
        body,
        ...(system && "id" in system
          ? { systemId: system.id }
          : edit.system === null
            ? { systemId: null }
            : {}),
        ...(edit.visibility === undefined ? {} : { visibility: edit.visibility }),
        ...(status ? { statusId: status.id } : {}),
        searchText: feedbackSearchText({ title, body, system: system?.name ?? null }),
        version: { increment: 1 },
      },
      select: { id: true },
    });
    if (status && "status" in changed) await noteMove(tx, actor, entry, status.id, edit.reason);
    if ("body" in changed) await tellMentioned(tx, actor, { entry, text: body, key: `feedback:${entry.id}` });
    await audit(tx, actor, {
      action: "feedback.edit",
      entity: "feedback",
      entityId: entry.id,
      data: JSON.parse(JSON.stringify({ number: entry.number, changed, reason: edit.reason ?? null })),
    });
  });
  return getFeedback(actor, { number: edit.number });
}

function refuse(actor: Actor, entry: LockedEntry, edit: Edit): void {
  if (!canEditFeedback(actor, entry)) {
    throw new AppError("FORBIDDEN", "Only who sent an entry, and the team, may edit it.");
  }
  if (edit.version !== undefined && edit.version !== entry.version) {
    throw new AppError(
      "CONFLICT",
      `F-${entry.number} was edited by somebody else meanwhile. Load it again and repeat your edit.`,
    );
  }
  const { visibility = "public" } = edit;
  const wider = entry.merged.find((one) => isNarrower(visibility, one.visibility));
  if (wider) {
    throw new AppError(
      "CONFLICT",
      `F-${wider.number} is merged into F-${entry.number} and more people may read it. Take the merge back first.`,
    );
  }
  if (edit.status !== undefined && entry.mergedInto) {
    throw new AppError("CONFLICT", `F-${entry.number} is merged: move F-${entry.mergedInto.number} instead.`);
  }
}

async function statusOf(tx: Tx, key: string): Promise<{ id: string }> {
  const status = await tx.feedbackStatus.findFirst({
    where: { key, archivedAt: null },
    select: { id: true },
  });
  if (!status) throw invalid([{ path: "status", message: `There is no status with the key "${key}".` }]);
  return status;
}

async function noteMove(tx: Tx, actor: Actor, entry: LockedEntry, statusId: string, reason?: string) {
  const { id: move } = await tx.feedbackMove.create({
    data: {
      feedbackId: entry.id,
      statusId,
      reason: reason?.trim() || null,
      movedById: userIdOf(actor),
      createdAt: actingTime(actor),
    },
    select: { id: true },
  });
  if (!isSimulating(actor)) await sendJob(tx, feedbackMovedJob, { move });
}
