import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { newSecret } from "#lib/server/auth/secret.ts";
import { provedAtOf, userOfClaims } from "#lib/server/auth/single-sign-on.ts";
import { db } from "#lib/server/db.ts";
import { actorOf } from "#lib/testing/actors.ts";

const newEmail = () => `${randomUUID()}@test.example`;
const claims = (email: string) => ({
  sub: "subject",
  email,
  email_verified: true,
  name: "Ann at the Provider",
});
const inAWeek = () => new Date(Date.now() + 7 * 24 * 60 * 60 * 1000);

function invite(email: string, about: { expiresAt?: Date; revokedAt?: Date } = {}) {
  const tokenHash = newSecret().hash;
  return db.invitation.create({
    data: { email, role: "reviewer", tokenHash, expiresAt: inAWeek(), ...about },
  });
}

test("a verified address signs its account in, however it is written", async () => {
  const ann = await actorOf("lead");
  expect(await userOfClaims(claims(ann.email.toUpperCase()))).toBe(ann.userId);
});

test("an invited person gets the account they were invited to, with its role", async () => {
  const email = newEmail();
  const { id } = await invite(email);
  const userId = await userOfClaims(claims(email));
  expect(await db.user.findUniqueOrThrow({ where: { id: userId } })).toMatchObject({
    email,
    name: "Ann at the Provider",
    role: "reviewer",
    passwordHash: null,
  });
  expect((await db.invitation.findUniqueOrThrow({ where: { id } })).acceptedAt).not.toBeNull();
  expect(await db.auditEvent.count({ where: { entityId: userId, action: "invitation.accept" } })).toBe(1);
  expect(await userOfClaims(claims(email))).toBe(userId);
});

test("nobody else gets in, and no account is made for them", async () => {
  const stranger = newEmail();
  await expect(userOfClaims(claims(stranger))).rejects.toThrow("not-invited");
  const expired = newEmail();
  await invite(expired, { expiresAt: new Date(Date.now() - 1000) });
  await expect(userOfClaims(claims(expired))).rejects.toThrow("not-invited");
  const revoked = newEmail();
  await invite(revoked, { revokedAt: new Date() });
  await expect(userOfClaims(claims(revoked))).rejects.toThrow("not-invited");
  expect(await db.user.count({ where: { email: { in: [stranger, expired, revoked] } } })).toBe(0);
});

test("an address that the provider has not verified proves nothing", async () => {
  const ann = await actorOf("admin");
  for (const email_verified of [false, undefined, "false"]) {
    await expect(userOfClaims({ ...claims(ann.email), email_verified })).rejects.toThrow("not-invited");
  }
});

test("a disabled account stays shut", async () => {
  const ann = await actorOf("admin");
  await db.user.update({ where: { id: ann.userId }, data: { disabledAt: new Date() } });
  await invite(ann.email);
  await expect(userOfClaims(claims(ann.email))).rejects.toThrow("not-invited");
});

test("who is let in by a provider that knows the browser proved themselves when it last asked", () => {
  const now = new Date("2026-11-20T10:00:00Z");
  const at = (auth_time?: number) =>
    provedAtOf({ sub: "x", ...(auth_time === undefined ? {} : { auth_time }) }, now);
  expect(at(now.getTime() / 1000 - 3600)).toEqual(new Date("2026-11-20T09:00:00Z"));
  expect(at(now.getTime() / 1000 + 3600)).toEqual(now);
  expect(at()).toEqual(now);
});
