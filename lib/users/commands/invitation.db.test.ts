import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { actorOfSession } from "#lib/server/auth/live-session.ts";
import { passwordFits } from "#lib/server/auth/password.ts";
import { checkSignIn } from "#lib/server/auth/sign-in.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { db } from "#lib/server/db.ts";
import { actorOf, everyRole, tokenActorOf } from "#lib/testing/actors.ts";
import { acceptInvitation } from "#lib/users/commands/accept-invitation.ts";
import { createPasswordLink, inviteUser, revokeInvitation } from "#lib/users/commands/invite-user.ts";
import { listInvitations, openInvitation } from "#lib/users/queries.ts";

const visitor = systemActor("invitation");
const password = "tram soup lantern";
const newEmail = () => `${randomUUID()}@test.example`;
const tokenOf = (link: { path: string }) =>
  new URL(link.path, "http://portal").searchParams.get("token") ?? "";
const accept = (token: string) => acceptInvitation(visitor, { token, name: "Ben", password });

const admin = await actorOf("admin");

test("an invited person chooses a password and gets the role of the invitation", async () => {
  const email = newEmail();
  const link = await inviteUser(admin, { email, role: "reviewer" });
  expect(await openInvitation(visitor, { token: tokenOf(link) })).toMatchObject({ email, name: null });
  const { userId } = await accept(tokenOf(link));
  const user = await db.user.findUniqueOrThrow({ where: { id: userId } });
  expect(user).toMatchObject({ email, name: "Ben", role: "reviewer" });
  expect(await passwordFits(user.passwordHash, password)).toBe(true);
  expect(await checkSignIn({ email, password, address: "10.0.0.2" })).toBe(userId);
});

test("the secret is neither kept nor logged", async () => {
  const link = await inviteUser(admin, { email: newEmail(), role: "lead" });
  const row = await db.invitation.findUniqueOrThrow({ where: { id: link.id } });
  const events = await db.auditEvent.findMany({ where: { entityId: link.id } });
  expect(events.map((event) => event.action)).toEqual(["invitation.create"]);
  expect(JSON.stringify([row, events.map((event) => event.data)])).not.toContain(tokenOf(link));
});

test("a link works once, also when it is used twice at the same moment", async () => {
  const email = newEmail();
  const token = tokenOf(await inviteUser(admin, { email, role: "lead" }));
  const both = await Promise.allSettled([accept(token), accept(token)]);
  expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(accept(token)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await db.user.count({ where: { email } })).toBe(1);
});

test("expired, revoked, replaced and made-up links open nothing, in the same words", async () => {
  const expired = await inviteUser(admin, { email: newEmail(), role: "lead" });
  await db.invitation.update({ where: { id: expired.id }, data: { expiresAt: new Date() } });
  const revoked = await inviteUser(admin, { email: newEmail(), role: "lead" });
  await revokeInvitation(admin, { invitationId: revoked.id });
  const email = newEmail();
  const replaced = await inviteUser(admin, { email, role: "lead" });
  const fresh = await inviteUser(admin, { email, role: "lead" });
  const words = await Promise.all(
    [tokenOf(expired), tokenOf(revoked), tokenOf(replaced), "made-up"].flatMap((token) => [
      openInvitation(visitor, { token }).catch((error) => `${error.code} ${error.message}`),
      accept(token).catch((error) => `${error.code} ${error.message}`),
    ]),
  );
  expect(new Set(words).size).toBe(1);
  expect(words[0]).toMatch(/^NOT_FOUND This link was used, revoked or has expired/);
  await accept(tokenOf(fresh));
});

test("a weak password is refused, and the link still works", async () => {
  const email = newEmail();
  const token = tokenOf(await inviteUser(admin, { email, role: "lead" }));
  for (const weak of ["short", "password1234", email]) {
    await expect(acceptInvitation(visitor, { token, name: "Ben", password: weak })).rejects.toMatchObject({
      faults: [{ path: "password" }],
    });
  }
  await accept(token);
});

test("who is a member already is not invited again", async () => {
  const ben = await actorOf("lead");
  await expect(inviteUser(admin, { email: ben.email, role: "admin" })).rejects.toMatchObject({
    code: "CONFLICT",
    faults: [{ path: "email" }],
  });
});

test("only admins invite, see and revoke invitations, and no token does", async () => {
  const { id } = await inviteUser(admin, { email: newEmail(), role: "lead" });
  const { admin: _, ...others } = await everyRole();
  for (const actor of [...Object.values(others), await tokenActorOf(admin, ["read", "write"])]) {
    const refused = { code: "FORBIDDEN" };
    await expect(inviteUser(actor, { email: newEmail(), role: "admin" })).rejects.toMatchObject(refused);
    await expect(listInvitations(actor)).rejects.toMatchObject(refused);
    await expect(revokeInvitation(actor, { invitationId: id })).rejects.toMatchObject(refused);
    await expect(createPasswordLink(actor, { userId: admin.userId })).rejects.toMatchObject(refused);
  }
  expect((await listInvitations(admin)).map((invitation) => invitation.id)).toContain(id);
  await revokeInvitation(admin, { invitationId: id });
  expect((await listInvitations(admin)).map((invitation) => invitation.id)).not.toContain(id);
  await expect(revokeInvitation(admin, { invitationId: id })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("who holds no link cannot accept, whatever their role", async () => {
  const token = tokenOf(await inviteUser(admin, { email: newEmail(), role: "lead" }));
  await expect(acceptInvitation(admin, { token, name: "Ann", password })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});

test("a password link gives a member a new password, keeps the role and ends every session", async () => {
  const ben = await actorOf("lead");
  const link = await createPasswordLink(admin, { userId: ben.userId });
  expect(await openInvitation(visitor, { token: tokenOf(link) })).toMatchObject({
    email: ben.email,
    name: ben.name,
    forPassword: true,
  });
  await db.user.update({ where: { id: ben.userId }, data: { role: "member" } });
  expect((await accept(tokenOf(link))).userId).toBe(ben.userId);
  expect(await actorOfSession(ben.sessionId)).toBeNull();
  const after = await db.user.findUniqueOrThrow({ where: { id: ben.userId } });
  expect(after.role).toBe("member");
  expect(await passwordFits(after.passwordHash, password)).toBe(true);
});

test("a disabled member gets no link, and one made before does not open the account", async () => {
  const ben = await actorOf("lead");
  const link = await createPasswordLink(admin, { userId: ben.userId });
  await db.user.update({ where: { id: ben.userId }, data: { disabledAt: new Date() } });
  await expect(createPasswordLink(admin, { userId: ben.userId })).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(accept(tokenOf(link))).rejects.toMatchObject({ code: "FORBIDDEN" });
});
