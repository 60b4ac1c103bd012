import { beforeAll, expect, test } from "vitest";
import { editChange } from "#lib/changes/commands/edit-change.ts";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import { teamsOfChanges } from "#lib/changes/queries/teams.ts";
import { listChanges } from "#lib/changes/queries.ts";
import type { UserActor } from "#lib/core/access/actor.ts";
import { editSystem } from "#lib/systems/commands.ts";
import { getSystem, teamsOfSystems } from "#lib/systems/queries.ts";
import { actorOf } from "#lib/testing/actors.ts";
import { apiCaller } from "#lib/testing/api-caller.ts";

let lead: UserActor;
let member: UserActor;
const basics = { title: "Larger pool", area: "database", system: "payouts" };
const teamOf = async (extra: Record<string, unknown>) =>
  (await recordChange(lead, { ...basics, ...extra })).team;

beforeAll(async () => {
  lead = await actorOf("lead");
  member = await actorOf("member");
});

test("a system has a team, over HTTP too; what is recorded for it is that team's", async () => {
  const caller = await apiCaller("lead");
  const posted = await caller.call("POST", "/systems", { body: { key: "payouts", name: "Payouts" } });
  expect(posted.json).toMatchObject({ team: null });
  expect(await teamOf({})).toBeNull();
  const patched = await caller.call("PATCH", "/systems/payouts", { body: { team: " Payments " } });
  expect(patched.json).toMatchObject({ team: "Payments" });
  expect((await getSystem(member, { key: "payouts" })).team).toBe("Payments");
  const { json } = await caller.call("POST", "/changes", { body: basics });
  expect(json).toMatchObject({ team: "Payments" });
  const moved = await caller.call("PATCH", `/changes/${json.number}`, { body: { team: "Courses" } });
  expect(moved.json).toMatchObject({ team: "Courses" });
  const listed = await caller.call("GET", "/changes?team=COURSES");
  expect(listed.json.items).toMatchObject([{ number: json.number, team: "Courses" }]);
});

test("a change may say another team or none; a later edit of the system moves none", async () => {
  expect(await teamOf({ team: "payments" })).toBe("payments");
  expect(await teamOf({ team: null })).toBeNull();
  const before = await listChanges(member, { team: "payments" });
  expect(before.items).toHaveLength(1);
  await editSystem(lead, { key: "payouts", team: "Ledger" });
  expect(await listChanges(member, { team: " Payments" })).toEqual(before);
  expect(await teamOf({})).toBe("Ledger");
  expect((await listChanges(member, { team: "none" })).items).toHaveLength(2);
});

test("each team is offered once, also one that has no system any more; drafts name none", async () => {
  await teamOf({ team: "Secret", status: "draft" });
  await teamOf({ team: "ledger" });
  expect(await teamsOfSystems(member)).toEqual(["Ledger"]);
  expect(await teamsOfChanges(member)).toEqual(["Courses", "Ledger", "payments"]);
});

test("names that would be taken for no team, and empty ones, are refused; who may not edit is refused", async () => {
  for (const team of ["none", " No  Team ", " ", "x".repeat(81)]) {
    await expect(recordChange(lead, { ...basics, team })).rejects.toMatchObject({
      faults: [{ path: "team" }],
    });
    await expect(editSystem(lead, { key: "payouts", team })).rejects.toMatchObject({
      faults: [{ path: "team" }],
    });
  }
  const { number } = await recordChange(lead, basics);
  await expect(editChange(member, { number, team: "Courses" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(editSystem(member, { key: "payouts", team: "Courses" })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});
