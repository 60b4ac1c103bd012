/**
 * Who acts. Every verb takes an Actor first; only lib/server/auth makes one, so that having an Actor means that
 * somebody proved who they are.
 */

export const roles = ["admin", "lead", "reviewer", "executive", "member"] as const;
export type Role = (typeof roles)[number];

export const scopes = ["read", "write"] as const;
export type Scope = (typeof scopes)[number];

export type UserActor = {
  kind: "user";
  userId: string;
  sessionId: string;
  name: string;
  email: string;
  role: Role;
  timeZone: string | null;
};

/** An API token acts as its user, limited to its scopes. */
export type TokenActor = {
  kind: "token";
  userId: string;
  tokenId: string;
  name: string;
  role: Role;
  scopes: Scope[];
};

/** The portal itself: the command line on its own machine, set-up, jobs. `reason` says which. */
export type SystemActor = { kind: "system"; reason: string };

export type Actor = UserActor | TokenActor | SystemActor;

export function userIdOf(actor: Actor): string | null {
  return actor.kind === "system" ? null : actor.userId;
}

export function nameOf(actor: Actor): string {
  return actor.kind === "system" ? `portal (${actor.reason})` : actor.name;
}
