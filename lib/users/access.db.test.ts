import { expect, test } from "vitest";
import type { Actor } from "#lib/core/access/actor.ts";
import { newSecret } from "#lib/server/auth/secret.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { db } from "#lib/server/db.ts";
import { everyRole, tokenActorOf } from "#lib/testing/actors.ts";
import {
  canSeeInvitation,
  canSeeSession,
  canSeeToken,
  canSeeUser,
  visibleInvitations,
  visibleSessions,
  visibleTokens,
  visibleUsers,
} from "#lib/users/access.ts";

const people = await everyRole();
const tokens = await Promise.all(
  Object.values(people).map((person) => tokenActorOf(person, ["read", "write"])),
);
const actors: Actor[] = [...Object.values(people), ...tokens, systemActor("test")];
await db.invitation.create({
  data: { email: "new@test.example", role: "lead", tokenHash: newSecret().hash, expiresAt: new Date() },
});

const ids = (rows: { id: string }[]) => rows.map((row) => row.id).sort();

test.each(actors)("the filter and the question agree for $kind $role", async (actor) => {
  const users = await db.user.findMany({ select: { id: true } });
  const visible = await db.user.findMany({ where: visibleUsers(actor), select: { id: true } });
  expect(ids(visible)).toEqual(ids(users.filter((user) => canSeeUser(actor, user))));

  const sessions = await db.session.findMany({ select: { id: true, userId: true } });
  const seen = await db.session.findMany({ where: visibleSessions(actor), select: { id: true } });
  expect(ids(seen)).toEqual(ids(sessions.filter((session) => canSeeSession(actor, session))));

  const allTokens = await db.apiToken.findMany({ select: { id: true, userId: true } });
  const shown = await db.apiToken.findMany({ where: visibleTokens(actor), select: { id: true } });
  expect(ids(shown)).toEqual(ids(allTokens.filter((token) => canSeeToken(actor, token))));

  const invitations = await db.invitation.findMany({ select: { id: true } });
  const open = await db.invitation.findMany({ where: visibleInvitations(actor), select: { id: true } });
  expect(ids(open)).toEqual(ids(invitations.filter(() => canSeeInvitation(actor))));
});

test("an admin sees everyone's, others their own, a token nothing", () => {
  expect(canSeeSession(people.admin, { userId: people.lead.userId })).toBe(true);
  expect(canSeeSession(people.lead, { userId: people.lead.userId })).toBe(true);
  expect(canSeeSession(people.lead, { userId: people.admin.userId })).toBe(false);
  for (const token of tokens) {
    expect(canSeeToken(token, { userId: token.userId })).toBe(false);
    expect(canSeeUser(token, { id: token.userId })).toBe(false);
  }
});
