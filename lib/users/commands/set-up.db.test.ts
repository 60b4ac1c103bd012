import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { db } from "#lib/server/db.ts";
import { actorOf, everyRole } from "#lib/testing/actors.ts";
import { createSetupLink } from "#lib/users/commands/create-setup-link.ts";
import { createUser } from "#lib/users/commands/create-user.ts";
import { checkSetupLink, setUpPortal } from "#lib/users/commands/set-up-portal.ts";
import { getOrganisation } from "#lib/users/queries.ts";

const start = systemActor("start");
const visitor = systemActor("set-up");

beforeEach(() => db.organisation.deleteMany());

const tokenOf = (link: { path: string }) =>
  new URL(link.path, "http://portal").searchParams.get("token") ?? "";
const input = (token: string) => ({
  token,
  organisation: "SayPro",
  name: "Nomsa Dlamini",
  email: `${randomUUID()}@test.example`,
  password: "tram soup lantern",
  start: "sample",
});

test("the link makes the first admin and names the organisation", async () => {
  const token = tokenOf(await createSetupLink(start));
  expect((await getOrganisation(visitor)).setUp).toBe(false);
  const fields = { ...input(token), timeZone: "Africa/Johannesburg" };
  const answer = await setUpPortal(visitor, fields);
  expect(answer.start).toBe("sample");
  const admin = await db.user.findUniqueOrThrow({ where: { id: answer.userId } });
  expect(admin).toMatchObject({ name: "Nomsa Dlamini", email: fields.email, role: "admin" });
  expect(await getOrganisation(visitor)).toMatchObject({
    name: "SayPro",
    timeZone: "Africa/Johannesburg",
    setUp: true,
    sample: false,
  });
});

test("neither the link's secret nor the password is kept or logged", async () => {
  const token = tokenOf(await createSetupLink(start));
  const { setupTokenHash } = await db.organisation.findUniqueOrThrow({ where: { id: 1 } });
  expect(setupTokenHash).not.toContain(token);
  const { userId } = await setUpPortal(visitor, input(token));
  const event = await db.auditEvent.findFirstOrThrow({
    where: { entityId: userId, action: "portal.set-up" },
  });
  expect(event.actorKind).toBe("system");
  expect(JSON.stringify(event.data)).not.toMatch(/lantern|argon2/);
  expect(JSON.stringify(event.data)).not.toContain(token);
});

test("of two people with the link one is first", async () => {
  const token = tokenOf(await createSetupLink(start));
  const before = await db.user.count({ where: { role: "admin" } });
  const both = await Promise.allSettled([
    setUpPortal(visitor, input(token)),
    setUpPortal(visitor, input(token)),
  ]);
  expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await db.user.count({ where: { role: "admin" } })).toBe(before + 1);
});

test("only the newest link works, and none once the portal is set up", async () => {
  const old = tokenOf(await createSetupLink(start));
  const token = tokenOf(await createSetupLink(start));
  await expect(checkSetupLink(visitor, { token: old })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await checkSetupLink(visitor, { token });
  await setUpPortal(visitor, input(token));
  await expect(checkSetupLink(visitor, { token })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(setUpPortal(visitor, input(token))).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(createSetupLink(start)).rejects.toMatchObject({ code: "CONFLICT" });
});

test("every fault is named, and the link still works after it", async () => {
  const token = tokenOf(await createSetupLink(start));
  const wrong = { token, organisation: " ", name: "", email: "nomsa", password: "short", start: "all" };
  await expect(setUpPortal(visitor, wrong)).rejects.toMatchObject({
    code: "INVALID",
    faults: ["organisation", "name", "email", "password", "start"].map((path) => ({ path })),
  });
  const own = { ...input(token), email: "nomsadlamini@test.example", password: "nomsadlamini1999" };
  await expect(setUpPortal(visitor, own)).rejects.toMatchObject({ faults: [{ path: "password" }] });
  await checkSetupLink(visitor, { token });
});

test("no role may do it, only who holds the link", async () => {
  const token = tokenOf(await createSetupLink(start));
  for (const person of Object.values(await everyRole())) {
    await expect(createSetupLink(person)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(setUpPortal(person, input(token))).rejects.toMatchObject({ code: "FORBIDDEN" });
  }
});

test("the command line makes accounts; its first admin counts as set up and closes the link", async () => {
  const token = tokenOf(await createSetupLink(start));
  const email = `${randomUUID()}@test.example`;
  const made = await createUser(start, { email, name: "Ann", role: "admin", password: "tram soup lantern" });
  expect(made).toEqual({ id: expect.any(String), email, link: null });
  expect((await getOrganisation(visitor)).setUp).toBe(true);
  await expect(setUpPortal(visitor, input(token))).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("an account without a password gets a link to choose one", async () => {
  const email = `${randomUUID()}@test.example`;
  const made = await createUser(start, { email, name: "Ben", role: "lead" });
  expect(made.link?.path).toMatch(/^\/invitation\?token=[\w-]{43}$/);
  expect((await db.user.findUniqueOrThrow({ where: { email } })).passwordHash).toBeNull();
  expect((await getOrganisation(visitor)).setUp).toBe(false);
});

test("an e-mail address belongs to one account, and people do not make accounts", async () => {
  const admin = await actorOf("admin");
  const fields = { email: admin.email, name: "Ann", role: "lead" };
  await expect(createUser(start, fields)).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(createUser(admin, { ...fields, email: "new@test.example" })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});
