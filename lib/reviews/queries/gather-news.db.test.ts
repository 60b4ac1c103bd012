import { beforeAll, expect, test } from "vitest";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import { editFeedback } from "#lib/feedback/commands/edit-feedback.ts";
import { submitFeedback } from "#lib/feedback/commands/submit-feedback.ts";
import { voicesOfChange } from "#lib/feedback/queries/voices.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { recordAction } from "#lib/reviews/commands/actions-of-review.ts";
import { openReview } from "#lib/reviews/commands/open-review.ts";
import { putActionOnRoadmap } from "#lib/reviews/commands/put-action-on-roadmap.ts";
import { remindReviews } from "#lib/reviews/commands/remind-reviews.ts";
import { getReview } from "#lib/reviews/queries/get-review.ts";
import { getWalk } from "#lib/reviews/queries/walk.ts";
import { createItem } from "#lib/roadmap/commands/create-item.ts";
import { moveItem } from "#lib/roadmap/commands/move-item.ts";
import { getItem } from "#lib/roadmap/queries.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { db } from "#lib/server/db.ts";
import { createSystem } from "#lib/systems/commands.ts";
import { everyRole } from "#lib/testing/actors.ts";
import { runSentJobs } from "#lib/testing/run-jobs.ts";

const now = new Date();
const quarter = `${now.getUTCFullYear()}-Q${Math.floor(now.getUTCMonth() / 3) + 1}`;
const next = quarter.endsWith("Q4")
  ? `${now.getUTCFullYear() + 1}-Q1`
  : quarter.replace(/.$/, (q) => String(Number(q) + 1));
let people: Awaited<ReturnType<typeof everyRole>>;

beforeAll(async () => {
  people = await everyRole();
  await createSystem(people.lead, { key: "portal", name: "User portal" });
  await createMetric(people.lead, {
    key: "portal.search",
    name: "Search",
    system: "portal",
    unit: "ms",
    better: "lower",
    kind: "duration",
  });
  await openReview(people.reviewer, { quarter });
});

async function section(key: string) {
  const review = await getReview(people.reviewer, { quarter });
  return review.agenda.find((one) => one.key === key);
}

test("what moved on the roadmap after the quarter began is on the agenda, unless it is not published", async () => {
  const inQuarter = { horizon: "now", quarter };
  const late = await createItem(people.lead, { title: "Cache the menu", ...inQuarter });
  await createItem(people.lead, { title: "Secret", ...inQuarter, published: false });
  expect((await section("added-late"))?.lines.map((line) => line.text)).toEqual(["Cache the menu"]);
  const { userId, name } = people.lead;
  const at = new Date(now.getTime() - 200 * 86_400_000);
  const earlier = systemActor("sample", { userId, name, at });
  const planned = await createItem(earlier, { title: "Shard the log", horizon: "next", quarter });
  const hidden = await createItem(earlier, { title: "Hidden", horizon: "next", quarter, published: false });
  const away = { horizon: "next", quarter: next, reason: "No hands" };
  for (const { number } of [planned, hidden, late]) await moveItem(people.lead, { number, ...away });
  const out = await section("moved-out");
  expect(out).toMatchObject({
    count: 1,
    lines: [{ text: "Shard the log", href: `/roadmap/${planned.number}` }],
  });
  expect(out?.lines[0]?.detail).toContain("No hands");
  expect((await section("added-late"))?.count).toBe(0);
});

test("what users sent is on the agenda, unless it is for the team", async () => {
  await submitFeedback(people.member, { title: "Statements are slow to open" });
  await submitFeedback(people.lead, { title: "Between us: the vendor is slow", visibility: "team" });
  expect(await section("feedback")).toMatchObject({
    count: 1,
    lines: [{ text: "Statements are slow to open" }],
  });
});

test("what nobody has answered stands on the agenda whenever it was sent, unless it is for the team", async () => {
  const { userId, name } = people.member;
  const old = systemActor("sample", { userId, name, at: new Date(now.getTime() - 400 * 86_400_000) });
  const waiting = await submitFeedback(old, { title: "Reports of last year are slow" });
  await submitFeedback(people.lead, { title: "Between us, once more", visibility: "team" });
  const texts = async () => (await section("open-feedback"))?.lines.map(({ text }) => text);
  expect(await texts()).toContain("Reports of last year are slow");
  expect(await texts()).not.toContain("Between us, once more");
  await editFeedback(people.lead, { number: waiting.number, status: "declined", reason: "They are gone." });
  expect(await texts()).not.toContain("Reports of last year are slow");
});

test("feedback that was sent from a change shows on that change and counts in its quarter's review", async () => {
  const before = (await section("feedback"))?.count ?? 0;
  const { number } = await recordChange(people.lead, {
    ...{ title: "Pool connections", area: "database", system: "portal" },
    appliedAt: new Date(now.getTime() - 60_000).toISOString(),
  });
  const sent = { title: "The first page of the day still waits", about: `change:${number}` };
  const entry = await submitFeedback(people.member, sent);
  expect(entry.system).toBe("portal");
  const voices = await voicesOfChange(people.executive, { change: number });
  expect(voices.entries).toMatchObject([{ number: entry.number, title: sent.title }]);
  const { voices: walked } = (await getWalk(people.reviewer, { quarter, change: number })) ?? {};
  expect(walked?.entries).toMatchObject([{ number: entry.number }]);
  const said = await section("feedback");
  expect(said?.count).toBe(before + 1);
  expect(said?.lines).toContainEqual(expect.objectContaining({ href: `/feedback/${entry.number}` }));
});

test("an action becomes a roadmap item, exactly once however often the job runs", async () => {
  const action = await recordAction(people.reviewer, {
    quarter,
    title: "Retry with a limit per service",
    owner: people.lead.email,
    dueQuarter: next,
  });
  expect(action.roadmapItem).toBeNull();
  expect(await runSentJobs()).toContain("reviews.action-asked");
  const { actions } = await getReview(people.reviewer, { quarter });
  const number = actions[0]?.roadmapItem ?? 0;
  const job = systemActor("test");
  expect(await putActionOnRoadmap(job, { action: action.id })).toEqual({ item: number });
  const item = await getItem(people.lead, { number });
  expect(item).toMatchObject({
    title: "Retry with a limit per service",
    quarter: next,
    published: false,
    owner: { email: people.lead.email },
  });
  await expect(getItem(people.member, { number })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(putActionOnRoadmap(people.executive, { action: action.id })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});

test("two workers at once make one item of an action", async () => {
  const { id } = await recordAction(people.reviewer, { quarter, title: "Only once", dueQuarter: next });
  const job = systemActor("test");
  await Promise.allSettled([1, 2, 3].map(() => putActionOnRoadmap(job, { action: id })));
  expect(await db.roadmapItem.count({ where: { title: "Only once" } })).toBe(1);
});

test("reviewers are reminded once of a quarter that ended, and once when its review is late", async () => {
  await recordChange(people.lead, {
    title: "Index",
    area: "database",
    system: "portal",
    appliedAt: "2025-05-10T00:00:00Z",
  });
  const job = systemActor("reviews.remind");
  const told = async () =>
    (
      await db.notification.findMany({
        where: { userId: people.reviewer.userId, key: { startsWith: "review 2025-Q2" } },
        orderBy: { createdAt: "asc" },
        select: { title: true },
      })
    ).map((one) => one.title.replaceAll("\u00a0", " "));
  const early = new Date("2025-07-02T06:20:00Z");
  expect(await remindReviews(job, early)).toEqual({ reminded: "2025-Q2" });
  await remindReviews(job, new Date("2025-07-03T06:20:00Z"));
  expect(await told()).toEqual(["Q2 2025 has ended: its review can be opened"]);
  await openReview(people.reviewer, { quarter: "2025-Q2" });
  expect(await remindReviews(job, early)).toEqual({ reminded: null });
  await remindReviews(job, new Date("2025-07-20T06:20:00Z"));
  expect(await told()).toHaveLength(2);
  expect(await remindReviews(job, new Date("2024-07-02T06:20:00Z"))).toEqual({ reminded: null });
  await expect(remindReviews(people.admin, early)).rejects.toMatchObject({ code: "FORBIDDEN" });
});
