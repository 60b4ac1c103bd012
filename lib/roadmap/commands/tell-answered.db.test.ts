import { beforeAll, describe, expect, test } from "vitest";
import { measureChange } from "#lib/changes/commands/measure-change.ts";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import { submitFeedback } from "#lib/feedback/commands/submit-feedback.ts";
import { voteForFeedback } from "#lib/feedback/commands/vote.ts";
import { getFeedback } from "#lib/feedback/queries/get-feedback.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { createItem } from "#lib/roadmap/commands/create-item.ts";
import { linkItemFeedback } from "#lib/roadmap/commands/link-feedback.ts";
import { moveItem } from "#lib/roadmap/commands/move-item.ts";
import { tellAnswered } from "#lib/roadmap/commands/tell-answered.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { db } from "#lib/server/db.ts";
import { createSystem } from "#lib/systems/commands.ts";
import { everyRole } from "#lib/testing/actors.ts";
import { runSentJobs } from "#lib/testing/run-jobs.ts";

const { lead, member, executive } = await everyRole();

beforeAll(async () => {
  await createSystem(lead, { key: "portal", name: "User portal" });
  const shared = { system: "portal", unit: "ms", better: "lower", kind: "duration" };
  await createMetric(lead, { ...shared, key: "portal.search", name: "Transaction search, p95" });
});

async function asked(title: string): Promise<number> {
  const { number } = await submitFeedback(member, { title });
  await voteForFeedback(executive, { number });
  return number;
}

async function deliver(item: number): Promise<number> {
  const { number } = await recordChange(lead, {
    title: "Composite index",
    area: "database",
    system: "portal",
    appliedAt: "2026-07-14T08:00:00Z",
    roadmapItem: String(item),
  });
  return number;
}

const prove = (number: number) =>
  measureChange(lead, {
    number,
    metric: "portal.search",
    before: { values: [412, 405, 398, 420, 415, 409, 411, 402, 417, 408] },
    after: { values: [331, 326, 337, 329, 333, 335, 328, 330, 334, 327] },
    order: "interleaved",
  });

const messages = (userId: string, feedback: number) =>
  db.notification.count({
    where: { userId, event: "feedback.answered", title: { contains: `F-${feedback}:` } },
  });

describe("from what people asked, over the roadmap, to their message", () => {
  test("author and voter hear once when the item's only change is proven", async () => {
    const feedback = await asked("Search takes for ever");
    const { number: item } = await createItem(lead, { title: "Found while typing", feedback: [feedback] });
    const change = await deliver(item);
    await prove(change);
    await runSentJobs();
    for (const person of [member, executive]) expect(await messages(person.userId, feedback)).toBe(1);
    const entry = await getFeedback(member, { number: feedback });
    expect(entry.changes.map((one) => one.number)).toContain(change);
    expect(entry.status.category).toBe("complete");
    await tellAnswered(systemActor("test"), { number: change });
    expect(await messages(member.userId, feedback)).toBe(1);
  });

  test("half an answer is none: nobody hears while another change of the item waits", async () => {
    const feedback = await asked("Exports never end");
    const { number: item } = await createItem(lead, { title: "Exports in a minute", feedback: [feedback] });
    await deliver(item);
    await prove(await deliver(item));
    await runSentJobs();
    expect(await messages(member.userId, feedback)).toBe(0);
    await moveItem(lead, { number: item, horizon: "done", reason: "The rest can wait." });
    await runSentJobs();
    expect(await messages(member.userId, feedback)).toBe(1);
  });

  test("what is tied to a proven item only later, or added as done, is answered then", async () => {
    const { number: item } = await createItem(lead, { title: "Statements at once" });
    await prove(await deliver(item));
    await runSentJobs();
    const late = await asked("Statements take a minute");
    await linkItemFeedback(lead, { number: item, feedback: late });
    await runSentJobs();
    expect(await messages(member.userId, late)).toBe(1);

    const other = await deliver(item);
    await prove(other);
    await runSentJobs();
    const known = await asked("Invoices take a minute");
    await createItem(lead, {
      title: "Invoices at once",
      horizon: "done",
      changes: [other],
      feedback: [known],
    });
    await runSentJobs();
    // The voter heard of that change with the first entry's item, or hears of it now: never twice.
    expect(await messages(executive.userId, known)).toBeLessThanOrEqual(1);
    expect((await getFeedback(member, { number: known })).status.category).toBe("complete");
  });

  test("nobody is told by hand, and not of what is not proven", async () => {
    const feedback = await asked("Pages are slow");
    const { number: item } = await createItem(lead, { title: "Quick pages", feedback: [feedback] });
    const change = await deliver(item);
    await expect(tellAnswered(lead, { number: change })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await moveItem(lead, { number: item, horizon: "done", reason: "The rest can wait." });
    await runSentJobs();
    expect(await messages(member.userId, feedback)).toBe(0);
  });
});
