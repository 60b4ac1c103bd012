import { beforeAll, expect, test } from "vitest";
import { measureChange } from "#lib/changes/commands/measure-change.ts";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import { editFeedback } from "#lib/feedback/commands/edit-feedback.ts";
import { submitFeedback } from "#lib/feedback/commands/submit-feedback.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { createShareLink, revokeShareLink } from "#lib/plan/commands/share-links.ts";
import { listShareLinks, openShareLink } from "#lib/plan/queries/share-links.ts";
import { roadmapParts } from "#lib/plan/shared-roadmap.ts";
import { createItem } from "#lib/roadmap/commands/create-item.ts";
import { editItem } from "#lib/roadmap/commands/edit-item.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { db } from "#lib/server/db.ts";
import { createObjective, createSystem } from "#lib/systems/commands.ts";
import { everyRole, tokenActorOf } from "#lib/testing/actors.ts";

const visitor = systemActor("shared link");
const now = new Date("2026-10-06T00:00:00Z");
const people = await everyRole();
const { lead } = people;

/** Where each part comes from, in words that stand nowhere else. */
const marks: Record<(typeof roadmapParts)[number], string> = {
  systems: "SYSTEM-mark",
  expected: "METRIC-mark",
  progress: "improved",
  votes: '"votes":1',
  owners: lead.name,
  objectives: "OBJECTIVE-mark",
};

beforeAll(async () => {
  await createSystem(lead, { key: "portal", name: marks.systems });
  await createMetric(lead, {
    ...{ key: "portal.search", name: marks.expected, system: "portal", unit: "ms" },
    ...{ better: "lower", kind: "duration" },
  });
  await createObjective(lead, { key: "fast", kind: "responsiveness", name: marks.objectives });
  const change = { title: "CANARY-change", area: "database", practice: "indexing", system: "portal" };
  const proven = await recordChange(lead, { ...change, appliedAt: "2026-07-14T08:00:00Z" });
  await measureChange(lead, {
    number: proven.number,
    metric: "portal.search",
    before: { values: [412, 405, 398, 420, 415, 409, 411, 402, 417, 408] },
    after: { values: [331, 326, 337, 329, 333, 335, 328, 330, 334, 327] },
    order: "interleaved",
  });
  const unclear = await recordChange(lead, { ...change, appliedAt: "2026-07-15T08:00:00Z" });
  await measureChange(lead, {
    number: unclear.number,
    metric: "portal.search",
    before: { values: [300, 500, 320] },
    after: { values: [310, 480, 330] },
    order: "interleaved",
  });
  const draft = await recordChange(lead, { ...change, status: "draft" });
  const asked = await submitFeedback(people.member, { title: "CANARY-feedback" });
  const inside = await submitFeedback(lead, { title: "CANARY-inside" });
  await editFeedback(lead, { number: inside.number, visibility: "team" });
  await createItem(lead, {
    title: "Search at once",
    description: "CANARY-description",
    ...{ horizon: "now", system: "portal", objective: "fast", team: "CANARY-team" },
    expected: { metric: "portal.search", low: -0.3, high: -0.1 },
    ...{ reach: 987_001, impact: 3, confidence: 0.77, effort: 13 },
    changes: [proven.number, unclear.number, draft.number],
    feedback: [asked.number, inside.number],
  });
  await createItem(lead, { title: "CANARY-hidden", horizon: "now", published: false });
  const gone = await createItem(lead, { title: "CANARY-archived", horizon: "next" });
  await editItem(lead, { number: gone.number, archived: true });
});

async function share(parts: readonly string[] = roadmapParts, actor = lead) {
  const { id, path } = await createShareLink(actor, { what: "roadmap", days: 30, parts }, now);
  return { id, secret: path.replace("/shared/", "") };
}

async function open(secret: string, at = now) {
  const view = await openShareLink(visitor, { secret }, at);
  return view.what === "roadmap" ? view.roadmap : expect.fail("It shows something else.");
}

test("shows when what is planned, and nothing else unless it was chosen", async () => {
  const bare = await open((await share([])).secret);
  const [first] = bare.columns;
  expect(first).toMatchObject({ title: "Now", more: false });
  expect(first?.items).toEqual([{ title: "Search at once", horizon: "now", quarter: "2026-Q4" }]);
  for (const part of roadmapParts) {
    const text = JSON.stringify(await open((await share([part])).secret));
    expect(roadmapParts.filter((other) => text.includes(marks[other]))).toEqual([part]);
  }
});

test("never holds scores, descriptions, drafts, nor what members do not see", async () => {
  const text = JSON.stringify(await open((await share()).secret));
  for (const mark of Object.values(marks)) expect(text).toContain(mark);
  expect(text).not.toContain("CANARY");
  expect(text).not.toMatch(/987001|0\.77|reach|score|@|portal\.search/);
});

test("comes with what weakens progress: every verdict, and a gain that was lost", async () => {
  const progressOf = async () =>
    (await open((await share(["progress"])).secret)).columns[0]?.items[0]?.progress;
  expect(await progressOf()).toEqual({
    words: "Proven",
    verdicts: [
      { status: "verified", outcome: "improved", changes: 1, gain: null },
      { status: "measuring", outcome: "inconclusive", changes: 1, gain: null },
    ],
  });
  const { id, measurementId } = await provenChange();
  await db.watchCheck.create({
    data: { changeId: id, measurementId, days: 7, dueAt: now, state: "lost" },
    select: { id: true },
  });
  expect((await progressOf())?.verdicts[0]).toMatchObject({ gain: "lost" });
});

test("says what became of an expectation where both it and its proof are shown, and nowhere else", async () => {
  const predictionIn = async (parts: string[]) =>
    (await open((await share(parts)).secret)).columns[0]?.items[0];
  expect(await predictionIn(["expected", "progress"])).toMatchObject({ prediction: "met" });
  for (const part of ["expected", "progress"])
    expect(await predictionIn([part])).not.toHaveProperty("prediction");
});

test("ends by itself and when it is revoked, and is listed as the roadmap's", async () => {
  const { id, secret } = await share(["votes", "systems"]);
  await open(secret);
  const late = new Date("2026-11-05T00:00:00Z");
  await expect(open(secret, late)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const [row] = await listShareLinks(lead, {}, now);
  expect(row).toMatchObject({
    id,
    shared: { what: "roadmap", parts: ["systems", "votes"] },
    state: "open",
    opened: 1,
  });
  await revokeShareLink(lead, { id }, now);
  await expect(open(secret)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("is made by people who may, of the roadmap's own parts, and opened only through the door for it", async () => {
  await expect(share([], people.member)).rejects.toMatchObject({ code: "FORBIDDEN" });
  const token = await tokenActorOf(lead, ["read", "write"]);
  const input = { what: "roadmap", days: 1, parts: [] };
  await expect(createShareLink(token, input)).rejects.toMatchObject({ code: "FORBIDDEN" });
  for (const wrong of [{ quarter: "2026-Q4" }, { parts: ["score"] }, { parts: ["risks"] }]) {
    await expect(createShareLink(lead, { ...input, ...wrong })).rejects.toMatchObject({ code: "INVALID" });
  }
  const { id, secret } = await share();
  await expect(openShareLink(people.admin, { secret }, now)).rejects.toMatchObject({ code: "FORBIDDEN" });
  // The table holds to it too.
  for (const data of [{ what: "overview" }, { quarter: "2026-Q4" }, { parts: ["risks"] }]) {
    await expect(db.shareLink.update({ where: { id }, data })).rejects.toThrow();
  }
});

async function provenChange() {
  const { id, primaryMeasurementId } = await db.change.findFirstOrThrow({
    where: { outcome: "improved" },
    select: { id: true, primaryMeasurementId: true },
  });
  return { id, measurementId: primaryMeasurementId ?? "" };
}
