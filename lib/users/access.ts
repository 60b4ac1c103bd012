/**
 * Who sees and manages people, sessions, tokens and invitations: an admin everyone's, everybody else their own. An API
 * token manages none of them, so that a leaked one cannot make itself more powerful or lock its owner out. `canX`
 * answers for one row, `visibleX` is the same rule as a filter: a test proves that they agree.
 */

import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { may } from "#lib/core/access/authorize.ts";
import type { Permission } from "#lib/core/access/permissions.ts";
import { AppError } from "#lib/core/errors.ts";

const none = { id: { in: [] as string[] } };

export function canSeeUser(actor: Actor, user: { id: string }): boolean {
  return managesAll(actor, "user.list") || isOwn(actor, user.id);
}

export function visibleUsers(actor: Actor) {
  if (managesAll(actor, "user.list")) return {};
  return isPerson(actor) ? { id: userIdOf(actor) ?? "" } : none;
}

export function canSeeSession(actor: Actor, session: { userId: string }): boolean {
  return managesAll(actor, "user.edit") || isOwn(actor, session.userId);
}

export function visibleSessions(actor: Actor) {
  return ownRows(actor);
}

export function canSeeToken(actor: Actor, token: { userId: string }): boolean {
  return managesAll(actor, "user.edit") || isOwn(actor, token.userId);
}

export function visibleTokens(actor: Actor) {
  return ownRows(actor);
}

export function canSeeInvitation(actor: Actor): boolean {
  return managesAll(actor, "user.invite");
}

export function visibleInvitations(actor: Actor) {
  return canSeeInvitation(actor) ? {} : none;
}

type Told = { userId: string; showAt: Date | null };

/** News is for whom it was told, from when they want to see it; nobody else's, not even an admin's. */
export function canSeeNotification(actor: Actor, { userId, showAt }: Told, now: Date): boolean {
  return userId === userIdOf(actor) && showAt !== null && showAt <= now;
}

export function visibleNotifications(actor: Actor, now: Date) {
  const userId = userIdOf(actor);
  return userId === null ? none : { userId, showAt: { lte: now } };
}

/** The first line after `authorize` in every verb about people: tokens do not manage accounts. */
export function refuseTokens(actor: Actor): void {
  if (actor.kind === "token") {
    throw new AppError("FORBIDDEN", "A token cannot manage people, sessions or tokens. Sign in to do this.");
  }
}

function ownRows(actor: Actor) {
  if (managesAll(actor, "user.edit")) return {};
  return isPerson(actor) ? { userId: userIdOf(actor) ?? "" } : none;
}

function managesAll(actor: Actor, permission: Permission): boolean {
  return actor.kind !== "token" && may(actor, permission);
}

function isOwn(actor: Actor, userId: string): boolean {
  return isPerson(actor) && userIdOf(actor) === userId;
}

function isPerson(actor: Actor): boolean {
  return actor.kind === "user";
}
