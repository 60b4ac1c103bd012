import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";
import { formatQuantities } from "#lib/core/units.ts";
import { peopleBehind } from "#lib/feedback/commands/people-behind.ts";
import { solvedAnswers } from "#lib/feedback/model.ts";
import { feedbackNumberSchema } from "#lib/feedback/schema.ts";
import { solvedPath } from "#lib/feedback/solved-path.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";
import { db, type Tx, transaction } from "#lib/server/db.ts";
import { notify } from "#lib/users/commands/notify.ts";

const atOnce = 1_000;

/**
 * Tells author, voters and followers of every entry linked to a change what it brought, and moves the entry to its
 * done status. Each person hears of a change once, however many entries of theirs it answers and however often this
 * runs. Nothing is said of a change that is no longer verified by a proven improvement.
 */
export async function tellSolved(actor: Actor, input: unknown): Promise<{ told: number }> {
  authorize(actor, "feedback.tell");
  const { number } = parse(feedbackNumberSchema, input);
  const change = await provenChange(number);
  if (!change) return { told: 0 };
  let told = 0;
  for (const entryId of await linkedEntries(number)) {
    told += await transaction((tx) => tellOfEntry(tx, actor, entryId, change));
  }
  return { told };
}

type ProvenChange = { id: string; number: number; title: string; sentence: string; values: string };

async function provenChange(number: number): Promise<ProvenChange | null> {
  const change = await db.change.findFirst({
    where: { number, status: "verified", outcome: "improved", overridden: false },
    select: { id: true, number: true, title: true, primaryMeasurement: { select: { verdict: true } } },
  });
  if (!change?.primaryMeasurement) return null;
  const { sentence, unit, before, after } = JSON.parse(change.primaryMeasurement.verdict) as Verdict;
  const [was, is] = formatQuantities([before.center, after.center], unit);
  return { id: change.id, number, title: change.title, sentence, values: `Before ${was}, after ${is}.` };
}

/** The entries that stand, in the order of their numbers: who is behind two of them hears of the first. */
async function linkedEntries(number: number): Promise<string[]> {
  const links = await db.feedbackLink.findMany({
    where: { kind: "change", key: String(number), feedback: { moderation: "approved" } },
    orderBy: { feedback: { number: "asc" } },
    select: { feedback: { select: { id: true, mergedIntoId: true } } },
  });
  return [...new Set(links.map(({ feedback }) => feedback.mergedIntoId ?? feedback.id))];
}

async function tellOfEntry(tx: Tx, actor: Actor, entryId: string, change: ProvenChange): Promise<number> {
  await tx.$queryRaw`SELECT 1 FROM "Feedback" WHERE "id" = ${entryId}::uuid FOR UPDATE`;
  const entry = await tx.feedback.findUniqueOrThrow({
    where: { id: entryId },
    select: { id: true, number: true, title: true, status: { select: { category: true } } },
  });
  const people = await peopleBehind(tx, entry.id);
  const { count: first } = await tx.feedbackNews.createMany({
    skipDuplicates: true,
    data: [
      {
        feedbackId: entry.id,
        changeId: change.id,
        sentence: change.sentence,
        told: people.length,
        createdAt: actingTime(actor),
      },
    ],
  });
  for (let index = 0; index < people.length; index += atOnce) {
    await notify(
      tx,
      {
        userIds: people.slice(index, index + atOnce),
        event: "feedback.answered",
        key: `change-verified:${change.number}`,
        title: `Solved for you? F-${entry.number}: ${entry.title}`.slice(0, 300),
        body: `${change.sentence} ${change.values}\n\nThis was C-${change.number}, ${change.title}. Is it solved for you: yes, partly or no?`,
        path: solvedPath({ number: entry.number, change: change.number }),
        answers: [...solvedAnswers],
      },
      actingTime(actor),
    );
  }
  if (first === 0) return 0;
  if (["open", "active"].includes(entry.status.category))
    await moveToDone(tx, actor, entry.id, change.number);
  await audit(tx, actor, {
    action: "feedback.tell",
    entity: "feedback",
    entityId: entry.id,
    data: { number: entry.number, change: change.number, told: people.length, sentence: change.sentence },
  });
  return people.length;
}

async function moveToDone(tx: Tx, actor: Actor, feedbackId: string, change: number): Promise<void> {
  const done = await tx.feedbackStatus.findFirst({
    where: { category: "complete", archivedAt: null },
    orderBy: [{ position: "asc" }, { key: "asc" }],
    select: { id: true },
  });
  if (!done) return;
  await tx.feedback.update({
    where: { id: feedbackId },
    data: { statusId: done.id, version: { increment: 1 } },
    select: { id: true },
  });
  await tx.feedbackMove.create({
    data: {
      feedbackId,
      statusId: done.id,
      reason: `C-${change} was proven.`,
      createdAt: actingTime(actor),
    },
  });
}
