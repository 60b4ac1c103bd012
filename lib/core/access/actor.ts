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
export type SystemActor = { kind: "system"; reason: string; simulating?: Simulating };

/** The loader of the sample tells a history: who is said to have acted, and when. What it writes is marked simulated. */
export type Simulating = { userId: string; name: string; at: Date };

export type Actor = UserActor | TokenActor | SystemActor;

export function userIdOf(actor: Actor): string | null {
  return actor.kind === "system" ? (actor.simulating?.userId ?? null) : actor.userId;
}

export function nameOf(actor: Actor): string {
  if (actor.kind !== "system") return actor.name;
  return `${actor.simulating?.name ?? "portal"} (${actor.reason})`;
}

export function isSimulating(actor: Actor): boolean {
  return actor.kind === "system" && actor.simulating !== undefined;
}
