import { expect, test } from "vitest";
import { actorOfSession } from "#lib/server/auth/live-session.ts";
import { hashPassword, passwordFits } from "#lib/server/auth/password.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { tokenActor } from "#lib/server/auth/token-actor.ts";
import { db } from "#lib/server/db.ts";
import { actorOf, everyRole, sessionOf, tokenActorOf } from "#lib/testing/actors.ts";
import { createToken, revokeToken } from "#lib/users/commands/create-token.ts";
import { changePassword, editAccount } from "#lib/users/commands/edit-account.ts";
import { editOrganisation } from "#lib/users/commands/edit-organisation.ts";
import { fiscalCalendar, getAccount, getOrganisation, listTokens, readersZone } from "#lib/users/queries.ts";

const current = "tram soup lantern";
const passwordHash = await hashPassword(current);
const next = "kettle louder than trains";

const hashOfUser = async (id: string) => (await db.user.findUniqueOrThrow({ where: { id } })).passwordHash;

test("a new password counts at once, ends the other sessions and leaves no secret behind", async () => {
  const ann = await actorOf("lead", { passwordHash });
  const phone = await sessionOf(ann.userId);
  await changePassword(ann, { current, password: next });
  expect(await passwordFits(await hashOfUser(ann.userId), next)).toBe(true);
  expect(await actorOfSession(ann.sessionId)).not.toBeNull();
  expect(await actorOfSession(phone.sessionId)).toBeNull();
  const events = await db.auditEvent.findMany({ where: { entityId: ann.userId } });
  expect(events.map((event) => event.action)).toEqual(["account.change-password"]);
  expect(JSON.stringify(events.map((event) => event.data))).not.toMatch(/argon2|kettle|lantern/);
});

test("the current password must be right, and five guesses are all there are", async () => {
  const ann = await actorOf("lead", { passwordHash });
  for (let guess = 0; guess < 5; guess++) {
    await expect(changePassword(ann, { current: `guess ${guess}`, password: next })).rejects.toMatchObject({
      code: "INVALID",
      faults: [{ path: "current" }],
    });
  }
  await expect(changePassword(ann, { current, password: next })).rejects.toMatchObject({ code: "LIMIT" });
  expect(await hashOfUser(ann.userId)).toBe(passwordHash);
});

test("a weak new password is refused before anything is tried", async () => {
  const ann = await actorOf("lead", { passwordHash });
  await expect(changePassword(ann, { current, password: "password1234" })).rejects.toMatchObject({
    faults: [{ path: "password" }],
  });
});

test("people change their own name and time zone, and the reader's zone follows", async () => {
  const ann = await actorOf("member");
  await editAccount(ann, { name: "Ann Other", timeZone: "Asia/Tokyo" });
  expect(await getAccount(ann)).toMatchObject({ name: "Ann Other", timeZone: "Asia/Tokyo" });
  const again = await actorOfSession(ann.sessionId);
  expect(again && (await readersZone(again))).toBe("Asia/Tokyo");
  await editAccount(ann, { timeZone: null });
  expect((await getAccount(ann)).timeZone).toBeNull();
  await expect(editAccount(ann, { timeZone: "Mars/Olympus" })).rejects.toMatchObject({ code: "INVALID" });
  await expect(editAccount(ann, { role: "admin" })).rejects.toMatchObject({ faults: [{ path: "role" }] });
});

test("a token cannot change its owner's account", async () => {
  const ann = await actorOf("admin", { passwordHash });
  const token = await tokenActorOf(ann, ["read", "write"]);
  const refused = { code: "FORBIDDEN" };
  await expect(changePassword(token, { current, password: next })).rejects.toMatchObject(refused);
  await expect(editAccount(token, { name: "Eve" })).rejects.toMatchObject(refused);
  await expect(createToken(token, { name: "more", scopes: ["write"] })).rejects.toMatchObject(refused);
  await expect(listTokens(token)).rejects.toMatchObject(refused);
  await expect(revokeToken(token, { tokenId: token.tokenId })).rejects.toMatchObject(refused);
  await expect(editOrganisation(token, { name: "Eve" })).rejects.toMatchObject(refused);
});

test("a token is shown once, works within its scopes, and expires", async () => {
  const ann = await actorOf("lead");
  const made = await createToken(ann, { name: "ci", scopes: ["write", "read"], expiresInDays: 90 });
  expect(made.token).toMatch(/^op_[\w-]{43}$/);
  expect(await tokenActor(`Bearer ${made.token}`)).toMatchObject({
    userId: ann.userId,
    scopes: ["read", "write"],
  });
  const days = (Date.parse(made.expiresAt ?? "") - Date.now()) / 86_400_000;
  expect(days).toBeCloseTo(90, 2);
  const [listed] = await listTokens(ann);
  expect(listed).toMatchObject({
    name: "ci",
    prefix: made.token.slice(0, 9),
    lastUsedAt: expect.any(String),
  });
  const kept = JSON.stringify([
    listed,
    await db.apiToken.findUniqueOrThrow({ where: { id: made.id } }),
    (await db.auditEvent.findMany({ where: { entityId: made.id } })).map((event) => event.data),
  ]);
  expect(kept).not.toContain(made.token);
});

test("a revoked token is useless at once, and is revoked once", async () => {
  const ann = await actorOf("lead");
  const { id, token } = await createToken(ann, { name: "ci", scopes: ["read"] });
  await revokeToken(ann, { tokenId: id });
  await expect(tokenActor(`Bearer ${token}`)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  await expect(revokeToken(ann, { tokenId: id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await listTokens(ann)).toEqual([]);
});

test("nobody makes, sees or revokes tokens of others; an admin sees and revokes them", async () => {
  const { admin, lead, member } = await everyRole();
  const { id } = await createToken(lead, { name: "ci", scopes: ["read"] });
  await expect(createToken(member, { user: lead.email, name: "x", scopes: ["write"] })).rejects.toMatchObject(
    {
      code: "FORBIDDEN",
    },
  );
  expect(await listTokens(member, { userId: lead.userId })).toEqual([]);
  await expect(revokeToken(member, { tokenId: id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await listTokens(admin, { userId: lead.userId })).toHaveLength(1);
  await revokeToken(admin, { tokenId: id });
  expect(await listTokens(lead)).toEqual([]);
});

test("the command line makes a token for the user it names", async () => {
  const ann = await actorOf("lead");
  const { token } = await createToken(systemActor("portal token create"), {
    user: ann.email.toUpperCase(),
    name: "ci",
    scopes: ["read"],
  });
  expect((await tokenActor(`Bearer ${token}`)).userId).toBe(ann.userId);
  const nobody = { user: "nobody@test.example", name: "ci", scopes: ["read"] };
  await expect(createToken(systemActor("test"), nobody)).rejects.toMatchObject({
    faults: [{ path: "user" }],
  });
});

test("an admin changes the organisation's settings, and its quarters follow", async () => {
  const { admin, ...others } = await everyRole();
  const settings = {
    name: "SayPro",
    timeZone: "Africa/Johannesburg",
    fiscalStartMonth: 4,
    fiscalNamedBy: "start" as const,
    fiscalWeeksFrom: 7,
  };
  expect(await editOrganisation(admin, settings)).toMatchObject(settings);
  expect(await fiscalCalendar()).toEqual({
    startMonth: 4,
    namedBy: "start",
    timeZone: "Africa/Johannesburg",
    weeksFrom: 7,
  });
  for (const actor of Object.values(others)) {
    expect((await getOrganisation(actor)).name).toBe("SayPro");
    await expect(editOrganisation(actor, { name: "Eve" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  }
  await expect(editOrganisation(admin, { fiscalStartMonth: 13 })).rejects.toMatchObject({ code: "INVALID" });
  await expect(editOrganisation(admin, { fiscalWeeksFrom: 8 })).rejects.toMatchObject({ code: "INVALID" });
  await expect(editOrganisation(admin, { sample: true })).rejects.toMatchObject({ code: "INVALID" });
  const event = await db.auditEvent.findFirstOrThrow({
    where: { action: "organisation.edit", actorId: admin.userId },
  });
  expect(JSON.stringify(event.data)).toContain("Africa/Johannesburg");
  await editOrganisation(admin, {
    timeZone: "UTC",
    fiscalStartMonth: 1,
    fiscalNamedBy: "end",
    fiscalWeeksFrom: null,
  });
});
