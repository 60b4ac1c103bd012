import { beforeAll, describe, expect, test } from "vitest";
import { measureChange } from "#lib/changes/commands/measure-change.ts";
import { moveChange } from "#lib/changes/commands/move-change.ts";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { createItem } from "#lib/roadmap/commands/create-item.ts";
import { editItem } from "#lib/roadmap/commands/edit-item.ts";
import { linkChange, unlinkChange } from "#lib/roadmap/commands/link-change.ts";
import { patchItem } from "#lib/roadmap/commands/patch-item.ts";
import { getItem, itemsOfChange, listItems, predictionScores } from "#lib/roadmap/queries.ts";
import { db } from "#lib/server/db.ts";
import { createObjective, createSystem } from "#lib/systems/commands.ts";
import { everyRole } from "#lib/testing/actors.ts";

const people = await everyRole();
const { lead, member, executive } = people;

beforeAll(async () => {
  await createSystem(lead, { key: "portal", name: "User portal" });
  await createMetric(lead, {
    key: "portal.search",
    name: "Transaction search, p95",
    system: "portal",
    unit: "ms",
    better: "lower",
    kind: "duration",
  });
  await createObjective(lead, { key: "quick", kind: "responsiveness", name: "Answer without a wait" });
});

const change = (extra: Record<string, unknown> = {}) =>
  recordChange(lead, { title: "Composite index", area: "database", system: "portal", ...extra });

describe("an item", () => {
  test("says what it is for, what is expected and what it is worth", async () => {
    const item = await createItem(lead, {
      title: "Search in a third of a second",
      objective: "quick",
      system: "portal",
      expected: { metric: "portal.search", low: -0.3, high: -0.1 },
      reach: 240,
      impact: 2,
      confidence: 0.7,
      effort: 4,
      team: "Portal",
      horizon: "now",
    });
    expect(item).toMatchObject({
      horizon: "now",
      score: 84,
      objectiveName: "Answer without a wait",
      systemName: "User portal",
      owner: { email: lead.email },
      progress: "planned",
      prediction: null,
    });
    expect(item.quarter).toMatch(/^\d{4}-Q[1-4]$/);
    expect(item.firstQuarter).toBe(item.quarter);
    expect(item.moves).toMatchObject([{ fromHorizon: null, toHorizon: "now", reason: null }]);
  });

  test("stands by its score where nobody has moved it", async () => {
    const scored = (title: string, reach: number) =>
      createItem(lead, { title, team: "Order", reach, impact: 1, confidence: 1, effort: 1 });
    await scored("Middle", 20);
    await scored("Last", 10);
    await scored("First", 30);
    await createItem(lead, { title: "Not estimated", team: "Order" });
    const { items } = await listItems(member, { team: "Order" });
    expect(items.map((item) => item.title)).toEqual(["First", "Middle", "Last", "Not estimated"]);
  });

  test("is refused with every name that does not exist", async () => {
    const names = {
      objective: "nowhere",
      system: "nowhere",
      expected: { metric: "nowhere", low: 0, high: 1 },
      owner: "nobody@test.example",
      changes: [999_999],
    };
    await expect(createItem(lead, { title: "Lost", ...names })).rejects.toMatchObject({
      code: "INVALID",
      faults: ["objective", "system", "expected.metric", "owner", "changes.0"].map((path) => ({ path })),
    });
    await expect(createItem(lead, { title: "Lost", effort: 0 })).rejects.toMatchObject({ code: "INVALID" });
    expect(await db.roadmapItem.count({ where: { title: "Lost" } })).toBe(0);
  });

  test("is made and edited by those who plan, and by nobody else", async () => {
    const { number } = await createItem(people.reviewer, { title: "From a review" });
    for (const actor of [member, executive]) {
      await expect(createItem(actor, { title: "Mine" })).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(editItem(actor, { number, title: "Mine" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
  });

  test("is not there for those who may not see it", async () => {
    const { number } = await createItem(lead, { title: "Quiet work", published: false, team: "Quiet" });
    await expect(getItem(member, { number })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await listItems(member, { q: "quiet work" })).items).toEqual([]);
    expect((await listItems(executive, { q: "quiet work" })).items).toHaveLength(1);
    await editItem(lead, { number, published: true });
    expect(await getItem(member, { number })).toMatchObject({ title: "Quiet work" });
  });

  test("keeps what an edit leaves out, and refuses one begun on an older version", async () => {
    const made = await createItem(lead, {
      title: "Version one",
      reach: 10,
      impact: 1,
      confidence: 1,
      effort: 2,
    });
    const edited = await editItem(lead, { number: made.number, effort: 5, version: made.version });
    expect(edited).toMatchObject({ title: "Version one", reach: 10, score: 2 });
    const late = { number: made.number, title: "Late", version: made.version };
    await expect(editItem(lead, late)).rejects.toMatchObject({ code: "CONFLICT" });
    const archived = await editItem(lead, { number: made.number, archived: true });
    expect(archived.archived).toBe(true);
    expect((await listItems(lead, { q: "version one" })).items).toEqual([]);
    expect((await listItems(lead, { q: "version one", archived: true })).items).toHaveLength(1);
  });

  test("is edited or moved by one call, not both", async () => {
    const { number } = await createItem(lead, { title: "Both" });
    await expect(patchItem(lead, { number, title: "Else", horizon: "now" })).rejects.toMatchObject({
      faults: [{ path: "title" }],
    });
    await expect(patchItem(lead, { number, reason: "Because" })).rejects.toMatchObject({
      faults: [{ path: "reason" }],
    });
    const reason = "A rule for people.";
    expect(await patchItem(lead, { number, horizon: "done", reason })).toMatchObject({ horizon: "done" });
  });
});

/** A fall of about 20 %. The same values measured for two changes are one result. */
const prove = (number: number, shift = 0) =>
  measureChange(lead, {
    number,
    metric: "portal.search",
    before: { values: [412, 405, 398, 420, 415, 409, 411, 402, 417, 408].map((value) => value + shift) },
    after: { values: [331, 326, 337, 329, 333, 335, 328, 330, 334, 327].map((value) => value + shift) },
    order: "interleaved",
  });

describe("an item and its changes", () => {
  test("are linked from either side, and named from both", async () => {
    const item = await createItem(lead, { title: "Two ways" });
    const first = await change({ roadmapItem: `R-${item.number}` });
    const second = await change();
    const linked = await linkChange(lead, { number: item.number, change: second.number });
    expect(linked.changes.map((one) => one.number)).toEqual([first.number, second.number]);
    expect(await itemsOfChange(member, { number: first.number })).toMatchObject([{ number: item.number }]);
    const left = await unlinkChange(lead, { number: item.number, change: first.number });
    expect(left.changes.map((one) => one.number)).toEqual([second.number]);
  });

  test("a change with an unknown item is refused, and a link to what is not there too", async () => {
    for (const roadmapItem of ["R-999999", "statements"]) {
      await expect(change({ roadmapItem })).rejects.toMatchObject({ faults: [{ path: "roadmapItem" }] });
    }
    const { number } = await createItem(lead, { title: "No link" });
    await expect(linkChange(lead, { number, change: 999_999 })).rejects.toMatchObject({ code: "INVALID" });
    await expect(linkChange(member, { number, change: 1 })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("somebody else's draft neither shows nor gets lost by an edit", async () => {
    const { number } = await createItem(lead, { title: "With a draft" });
    const draft = await change({ status: "draft", roadmapItem: String(number) });
    const open = await change({ roadmapItem: String(number) });
    expect((await getItem(people.reviewer, { number })).changes.map((one) => one.number)).toEqual([
      open.number,
    ]);
    await editItem(people.reviewer, { number, changes: [] });
    expect((await getItem(lead, { number })).changes.map((one) => one.number)).toEqual([draft.number]);
  });

  test("progress and prediction follow the verdicts", async () => {
    const { number } = await createItem(lead, {
      title: "Proven by its change",
      team: "Proof",
      horizon: "now",
      expected: { metric: "portal.search", low: -0.25, high: -0.1 },
    });
    const { number: made } = await change({ appliedAt: "2026-07-14T08:00:00Z", roadmapItem: String(number) });
    expect(await getItem(member, { number })).toMatchObject({ progress: "measuring", prediction: null });
    await prove(made);
    expect(await getItem(member, { number })).toMatchObject({ progress: "proven", prediction: "met" });
    const scores = await predictionScores(member);
    expect(scores.byTeam.find((row) => row.name === "Proof")?.all.met).toBe(1);
    expect(scores.byOwner.find((row) => row.name === lead.name)?.all.met).toBeGreaterThan(0);
    await moveChange(lead, { number: made, status: "rolled-back", reason: "It cost too much." });
    expect(await getItem(member, { number })).toMatchObject({ progress: "not-proven", prediction: "met" });
  });

  test("its team is its system's unless it says another; a prediction without one goes to its system's of now", async () => {
    await createSystem(lead, { key: "payouts", name: "Payouts", team: "Payments" });
    const own = await createItem(lead, { title: "Own team", system: "payouts", team: "payments  " });
    const taken = await createItem(lead, { title: "Team of the system", system: "payouts" });
    const none = await createItem(lead, {
      title: "No team",
      system: "payouts",
      team: null,
      horizon: "now",
      expected: { metric: "portal.search", low: -0.25, high: -0.1 },
    });
    expect([own.team, taken.team, none.team]).toEqual(["payments", "Payments", null]);
    const found = await listItems(member, { team: " PAYMENTS" });
    expect(found.items.map(({ number }) => number)).toEqual([own.number, taken.number]);
    expect((await listItems(member, { team: "none" })).items.map((item) => item.number)).toContain(
      none.number,
    );
    await expect(createItem(lead, { title: "None", team: "None" })).rejects.toMatchObject({
      code: "INVALID",
    });
    const made = await change({ appliedAt: "2026-07-14T08:00:00Z", roadmapItem: String(none.number) });
    await prove(made.number);
    expect((await predictionScores(member)).byTeam.find((row) => row.name === "Payments")?.all.met).toBe(1);
  });

  test.each([
    ["above", "two results multiply", 1],
    ["met", "two changes that share one result count once", 0],
  ])("%s: %s", async (prediction, _, shift) => {
    const { number } = await createItem(lead, {
      title: "Two changes",
      expected: { metric: "portal.search", low: -0.25, high: -0.1 },
    });
    for (const index of [0, 1]) {
      const made = await change({ appliedAt: "2026-07-14T08:00:00Z", roadmapItem: String(number) });
      await prove(made.number, index * shift);
    }
    expect(await getItem(member, { number })).toMatchObject({ prediction });
  });
});
