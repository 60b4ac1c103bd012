import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { actorOfSession } from "#lib/server/auth/live-session.ts";
import { db } from "#lib/server/db.ts";
import { actorOf, everyRole, sessionOf, tokenActorOf } from "#lib/testing/actors.ts";
import { changeRole, disableUser, enableUser } from "#lib/users/commands/edit-user.ts";
import { endAllSessions, endSession } from "#lib/users/commands/end-session.ts";
import { listPeople, listSessions, listUsers } from "#lib/users/queries.ts";

/** Admins of other tests would stand in for the last one. */
beforeEach(() => db.user.updateMany({ where: { role: "admin" }, data: { role: "member" } }));

const eventsOf = async (entityId: string) =>
  (await db.auditEvent.findMany({ where: { entityId }, orderBy: { position: "asc" } })).map(
    (event) => event.action,
  );

test("a role changes at the next request and leaves its trace", async () => {
  const admin = await actorOf("admin");
  const ben = await actorOf("member");
  expect((await changeRole(admin, { userId: ben.userId, role: "lead" })).role).toBe("lead");
  expect((await actorOfSession(ben.sessionId))?.role).toBe("lead");
  await changeRole(admin, { userId: ben.userId, role: "lead" });
  expect(await eventsOf(ben.userId)).toEqual(["user.change-role"]);
});

test("a disabled member is out everywhere, and comes back with nothing but the role", async () => {
  const admin = await actorOf("admin");
  const ben = await actorOf("lead");
  await disableUser(admin, { userId: ben.userId });
  expect(await actorOfSession(ben.sessionId)).toBeNull();
  expect((await listPeople(admin)).map((person) => person.email)).not.toContain(ben.email);
  expect(await enableUser(admin, { userId: ben.userId })).toMatchObject({ disabled: false, role: "lead" });
  expect(await actorOfSession(ben.sessionId)).toBeNull();
  expect(await eventsOf(ben.userId)).toEqual(["user.disable", "user.enable"]);
  expect(await eventsOf(ben.sessionId)).toEqual(["session.end"]);
});

test("the last admin can neither step down nor be disabled", async () => {
  const admin = await actorOf("admin", { name: "Ann" });
  const refusal = { code: "CONFLICT", message: expect.stringContaining("Ann is the last admin") };
  await expect(changeRole(admin, { userId: admin.userId, role: "lead" })).rejects.toMatchObject(refusal);
  await expect(disableUser(admin, { userId: admin.userId })).rejects.toMatchObject(refusal);
  const other = await actorOf("admin");
  await disableUser(admin, { userId: other.userId });
  await expect(changeRole(admin, { userId: admin.userId, role: "lead" })).rejects.toMatchObject(refusal);
  await enableUser(admin, { userId: other.userId });
  expect((await changeRole(admin, { userId: admin.userId, role: "lead" })).role).toBe("lead");
});

test("two admins who demote each other at the same moment do not lock the portal", async () => {
  const [ann, ben] = [await actorOf("admin"), await actorOf("admin")];
  await Promise.allSettled([
    changeRole(ann, { userId: ben.userId, role: "member" }),
    changeRole(ben, { userId: ann.userId, role: "member" }),
    disableUser(ann, { userId: ben.userId }),
    disableUser(ben, { userId: ann.userId }),
  ]);
  expect(await db.user.count({ where: { role: "admin", disabledAt: null } })).toBe(1);
});

test("only admins list and edit members, and no token does", async () => {
  const { admin, ...others } = await everyRole();
  const victim = { userId: others.lead.userId };
  for (const actor of [...Object.values(others), await tokenActorOf(admin, ["read", "write"])]) {
    const refused = { code: "FORBIDDEN" };
    await expect(listUsers(actor)).rejects.toMatchObject(refused);
    await expect(changeRole(actor, { ...victim, role: "admin" })).rejects.toMatchObject(refused);
    await expect(disableUser(actor, victim)).rejects.toMatchObject(refused);
    await expect(enableUser(actor, victim)).rejects.toMatchObject(refused);
  }
  const nobody = { userId: randomUUID() };
  await expect(disableUser(admin, nobody)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(changeRole(admin, { ...nobody, role: "lead" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(changeRole(admin, { ...victim, role: "owner" })).rejects.toMatchObject({ code: "INVALID" });
});

test("members are listed by name, searched, and paged by key without loss", async () => {
  const admin = await actorOf("admin");
  const word = randomUUID().slice(0, 8);
  for (const name of ["Cara", "Ann", "Ben", "Ben"]) await actorOf("member", { name: `${name} ${word}` });
  const names: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await listUsers(admin, { q: word, limit: 1, ...(cursor ? { cursor } : {}) });
    names.push(...page.items.map((user) => user.name));
    cursor = page.nextCursor;
  } while (cursor);
  expect(names).toEqual(["Ann", "Ben", "Ben", "Cara"].map((name) => `${name} ${word}`));
  const [ann] = (await listUsers(admin, { q: `ann ${word}` })).items;
  expect(ann).toMatchObject({ role: "member", disabled: false, hasPassword: false });
  expect(JSON.stringify(ann)).not.toMatch(/passwordHash|argon2/);
});

test("people see and end their own sessions", async () => {
  const ben = await actorOf("lead");
  const phone = await sessionOf(ben.userId);
  const rows = await listSessions(ben);
  expect(rows.map((row) => [row.id, row.current]).sort()).toEqual(
    [
      [ben.sessionId, true],
      [phone.sessionId, false],
    ].sort(),
  );
  await endSession(ben, { sessionId: phone.sessionId });
  expect(await actorOfSession(phone.sessionId)).toBeNull();
  expect(await actorOfSession(ben.sessionId)).not.toBeNull();
  await expect(endSession(ben, { sessionId: phone.sessionId })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("signing out everywhere keeps the browser at hand; an admin ends all of them", async () => {
  const admin = await actorOf("admin");
  const ben = await actorOf("lead");
  await sessionOf(ben.userId);
  expect(await endAllSessions(ben)).toEqual({ ended: 1 });
  expect(await actorOfSession(ben.sessionId)).not.toBeNull();
  expect(await endAllSessions(admin, { userId: ben.userId })).toEqual({ ended: 1 });
  expect(await actorOfSession(ben.sessionId)).toBeNull();
});

test("nobody sees or ends the sessions of others, except an admin", async () => {
  const { admin, ...others } = await everyRole();
  for (const actor of Object.values(others)) {
    expect(await listSessions(actor, { userId: admin.userId })).toEqual([]);
    await expect(endSession(actor, { sessionId: admin.sessionId })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(endAllSessions(actor, { userId: admin.userId })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  }
  expect(await actorOfSession(admin.sessionId)).not.toBeNull();
  expect(await listSessions(admin, { userId: others.lead.userId })).toHaveLength(1);
  const token = await tokenActorOf(others.lead, ["read", "write"]);
  await expect(endAllSessions(token)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(listSessions(token)).rejects.toMatchObject({ code: "FORBIDDEN" });
});
