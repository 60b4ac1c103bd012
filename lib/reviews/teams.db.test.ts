import { beforeAll, describe, expect, test } from "vitest";
import { editChange } from "#lib/changes/commands/edit-change.ts";
import { measureChange } from "#lib/changes/commands/measure-change.ts";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import type { UserActor } from "#lib/core/access/actor.ts";
import { submitFeedback } from "#lib/feedback/commands/submit-feedback.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { decideOnChange } from "#lib/reviews/commands/decide-on-change.ts";
import { markTeam } from "#lib/reviews/commands/mark-team.ts";
import { openReview } from "#lib/reviews/commands/open-review.ts";
import { reopenReview } from "#lib/reviews/commands/reopen-review.ts";
import { signReview } from "#lib/reviews/commands/sign-review.ts";
import { getReview } from "#lib/reviews/queries/get-review.ts";
import { getSealedReview } from "#lib/reviews/queries/sealed-review.ts";
import { getWalk, nextUnmarked } from "#lib/reviews/queries/walk.ts";
import { changesOfTeam } from "#lib/reviews/review-content.ts";
import { db } from "#lib/server/db.ts";
import { createSystem, editSystem } from "#lib/systems/commands.ts";
import { actorOf } from "#lib/testing/actors.ts";
import { apiCaller } from "#lib/testing/api-caller.ts";
import { password, twoSigners } from "#lib/testing/signers.ts";

const quarter = "2026-Q1";
let lead: UserActor;
let nomsa: UserActor;
let naledi: UserActor;
let paid: number[];
let course: number;
let nobodys: number;

beforeAll(async () => {
  lead = await actorOf("lead");
  [nomsa, naledi] = await twoSigners();
  await createSystem(lead, { key: "payouts", name: "Payouts", team: "Payments" });
  await createSystem(lead, { key: "courses", name: "Courses", team: "Courses" });
  await createSystem(lead, { key: "spare", name: "Spare" });
  await createMetric(lead, {
    ...{ key: "payouts.run", name: "Run", system: "payouts" },
    ...{ unit: "ms", better: "lower", kind: "duration" },
  });
  const record = async (system: string, month: string, team?: string) =>
    (
      await recordChange(lead, {
        ...{ title: `Change of ${system}`, area: "database", system, ...(team ? { team } : {}) },
        appliedAt: `2026-${month}-10T08:00:00Z`,
      })
    ).number;
  paid = [await record("payouts", "01"), await record("courses", "03", " payments ")];
  course = await record("courses", "02");
  nobodys = await record("spare", "03");
  await measureChange(lead, {
    ...{ number: paid[0], metric: "payouts.run", order: "interleaved" },
    before: { values: [412, 405, 398, 420, 415, 409, 411, 402, 417, 408] },
    after: { values: [331, 326, 337, 329, 333, 335, 328, 330, 334, 327] },
  });
  await openReview(nomsa, { quarter });
});

const keep = (change: number, by = nomsa) =>
  decideOnChange(by, { quarter, change, decision: "keep", note: "Seen." });

describe("a review by team", () => {
  test("has a row for each team, and what belongs to none last", async () => {
    const { teams, team, progress } = await getReview(nomsa, { quarter });
    expect(team).toBeNull();
    expect(teams.map(({ name, changes, improved }) => [name, changes, improved])).toEqual([
      ["Courses", 1, 0],
      ["Payments", 2, 1],
      ["No team", 1, 0],
    ]);
    expect(teams.reduce((sum, { toDecide }) => sum + toDecide, 0)).toBe(progress.changes);
  });

  test("gives a team its own agenda, counts and feedback; a later reorganisation moves nothing", async () => {
    await submitFeedback(lead, { title: "Payouts take long", system: "payouts" });
    await editSystem(lead, { key: "courses", team: "Learning" });
    const payments = await getReview(nomsa, { quarter, team: "PAYMENTS " });
    expect(payments.team).toEqual({ team: "payments", name: "Payments" });
    const count = (key: string) => payments.agenda.find((section) => section.key === key)?.count;
    expect([count("wins"), count("unproven"), count("open-feedback")]).toEqual([1, 1, 1]);
    expect(count("verdict")).toBeUndefined();
    expect(payments.agenda.find(({ key }) => key === "last-actions")?.summary).toMatch(
      /no earlier signed review/,
    );
    expect(payments.comparison.counts[0]).toMatchObject({ name: "Changes", now: 2, before: 0 });
    expect(payments.progress).toMatchObject({ changes: 2, unmarked: 2 });
    const courses = await getReview(nomsa, { quarter, team: "courses" });
    expect(courses.progress.changes).toBe(1);
    expect(courses.agenda.find((section) => section.key === "open-feedback")?.count).toBe(0);
    expect((await getReview(nomsa, { quarter, team: "none" })).progress.changes).toBe(1);
  });

  test("walks through one team's changes with its own progress", async () => {
    const walk = await getWalk(nomsa, { quarter, team: "payments" });
    expect(walk).toMatchObject({ position: 1, previous: null, next: paid[1], progress: { changes: 2 } });
    expect(walk?.queue.map(({ change }) => change.number)).toEqual(paid);
    await expect(getWalk(nomsa, { quarter, team: "payments", change: course })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await keep(paid[0] ?? 0);
    expect(await nextUnmarked(nomsa, { quarter, team: "payments", change: paid[0] })).toBe(paid[1]);
    await keep(paid[1] ?? 0);
    expect(await nextUnmarked(nomsa, { quarter, team: "payments", change: paid[1] })).toBeNull();
    expect(await nextUnmarked(nomsa, { quarter, change: paid[1] })).toBe(nobodys);
  });

  test("is marked as gone through when all of a team's changes are decided; rows are only added", async () => {
    const courses = { quarter, team: "courses" };
    await expect(markTeam(nomsa, courses)).rejects.toMatchObject({
      code: "CONFLICT",
      message: "1 change of Courses still waits for a decision. Decide, or mark what is left as open.",
    });
    await expect(markTeam(nomsa, { quarter, team: "Nobody" })).rejects.toMatchObject({
      faults: [{ path: "team" }],
    });
    await expect(markTeam(await actorOf("executive"), courses)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await markTeam(nomsa, { quarter, team: "Payments" })).toMatchObject({
      by: "Nomsa",
      team: "payments",
    });
    await expect(markTeam(nomsa, { quarter, team: "payments" })).rejects.toMatchObject({ code: "CONFLICT" });
    await markTeam(naledi, { quarter, team: "payments", goneThrough: false });
    const marked = async () =>
      (await getReview(nomsa, { quarter })).teams.find(({ team }) => team === "payments")?.goneThrough;
    expect(await marked()).toBeNull();
    const caller = await apiCaller("reviewer");
    const again = await caller.call("POST", `/reviews/${quarter}/teams`, { body: { team: "payments" } });
    expect(again).toMatchObject({ status: 201, json: { team: "payments", goneThrough: true } });
    expect(await marked()).toMatchObject({ by: expect.stringContaining(caller.user.name) });
    await expect(db.reviewTeamMark.deleteMany()).rejects.toThrow(/never/i);
  });

  test("is read over HTTP by team; members do not see it before it is signed", async () => {
    const caller = await apiCaller("reviewer");
    const { json } = await caller.call("GET", `/reviews/${quarter}?team=payments`);
    expect(json).toMatchObject({ team: { name: "Payments" }, progress: { changes: 2, unmarked: 0 } });
    const { json: list } = await caller.call("GET", `/reviews/${quarter}/changes?team=courses`);
    expect(list.items).toMatchObject([{ change: { number: course, team: "Courses" } }]);
    const member = await apiCaller("member");
    expect((await member.call("GET", `/reviews/${quarter}?team=payments`)).status).toBe(404);
    expect((await caller.call("GET", `/reviews/${quarter}?team=`)).status).toBe(422);
  });

  test("is signed as one, with each change's team and the table; what is edited later stays out of it", async () => {
    await keep(course);
    await keep(nobodys);
    await editChange(lead, { number: course, effortDays: "1.5" });
    await signReview(nomsa, { quarter, password });
    await signReview(naledi, { quarter, password });
    const signed = await getReview(lead, { quarter });
    expect(signed.state).toBe("signed");
    await editChange(lead, { number: course, team: "Payments", effortDays: "2" });
    const { snapshot, since } = await getSealedReview(lead, { quarter });
    const { content } = snapshot;
    expect(content.changes.find(({ number }) => number === course)?.worth?.effortDays).toBe("1.50");
    expect(since.map(({ number, what }) => [number, what])).toEqual([
      [course, ["now belongs to Payments", "states something else about what it cost or saves"]],
    ]);
    expect(
      content.teams?.map(({ name, decided, goneThrough }) => [name, decided, goneThrough !== null]),
    ).toEqual([
      ["Courses", 1, false],
      ["Payments", 2, true],
      ["No team", 1, false],
    ]);
    expect(changesOfTeam(content.changes, "payments").map(({ number }) => number)).toEqual(paid);
    expect(await getReview(lead, { quarter })).toEqual(signed);
    expect((await getReview(lead, { quarter, team: "payments" })).progress.changes).toBe(2);
    await expect(markTeam(nomsa, { quarter, team: "courses" })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("a reopened review is gone through anew", async () => {
    await reopenReview(await actorOf("admin"), { quarter, reason: "A change was missing." });
    const { teams } = await getReview(nomsa, { quarter });
    expect(teams.map(({ name, toDecide, goneThrough }) => [name, toDecide, goneThrough])).toEqual([
      ["Payments", 3, null],
      ["No team", 1, null],
    ]);
  });
});
