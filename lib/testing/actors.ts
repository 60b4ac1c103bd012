/** People for tests against the database: each a User of their own, signed in. */

import { randomUUID } from "node:crypto";
import { type Role, roles, type Scope, type TokenActor, type UserActor } from "#lib/core/access/actor.ts";
import { actorOfSession } from "#lib/server/auth/live-session.ts";
import { newSecret } from "#lib/server/auth/secret.ts";
import { tokenActor, tokenPrefix } from "#lib/server/auth/token-actor.ts";
import { db } from "#lib/server/db.ts";

type About = { name?: string; email?: string; timeZone?: string; passwordHash?: string };

/** Somebody new of this role with a live session. */
export async function actorOf(role: Role, about: About = {}): Promise<UserActor> {
  const user = await db.user.create({
    data: { email: `${role}-${randomUUID()}@test.example`, name: `Test ${role}`, role, ...about },
    select: { id: true },
  });
  return sessionOf(user.id);
}

/** Another browser of the same person. */
export async function sessionOf(userId: string): Promise<UserActor> {
  const session = await db.session.create({ data: { userId, userAgent: "test" }, select: { id: true } });
  const actor = await actorOfSession(session.id);
  if (!actor) throw new Error("The new session is not live.");
  return actor;
}

/** One new person of each role. */
export async function everyRole(): Promise<Record<Role, UserActor>> {
  const people = await Promise.all(roles.map(async (role) => [role, await actorOf(role)] as const));
  return Object.fromEntries(people) as Record<Role, UserActor>;
}

/** The person's API token with these scopes, as the HTTP door would find it. */
export async function tokenActorOf(user: { userId: string }, scopes: Scope[]): Promise<TokenActor> {
  const { secret, hash } = newSecret(tokenPrefix);
  await db.apiToken.create({
    data: { userId: user.userId, name: "test", prefix: secret.slice(0, 9), hash, scopes },
    select: { id: true },
  });
  return tokenActor(`Bearer ${secret}`);
}
