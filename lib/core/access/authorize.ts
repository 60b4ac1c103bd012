import type { Actor } from "#lib/core/access/actor.ts";
import { type Permission, permissions, scopeOf } from "#lib/core/access/permissions.ts";
import { AppError } from "#lib/core/errors.ts";

/** The first line of every verb. Throws FORBIDDEN naming who may. */
export function authorize(actor: Actor, permission: Permission): void {
  if (actor.kind === "token" && !actor.scopes.includes(scopeOf(permission))) {
    throw new AppError("FORBIDDEN", `This token lacks the scope "${scopeOf(permission)}".`);
  }
  if (!may(actor, permission)) {
    throw new AppError(
      "FORBIDDEN",
      `${whoMay(permission)} may do this; you are signed in as ${roleOf(actor)}.`,
    );
  }
}

/** For hiding what would be refused. Ignores nothing: role and token scope both count. */
export function may(actor: Actor, permission: Permission): boolean {
  if (actor.kind === "system") return true;
  if (actor.kind === "token" && !actor.scopes.includes(scopeOf(permission))) return false;
  const allowed: readonly string[] = permissions[permission];
  return allowed.includes(actor.role);
}

/** "Only admins and leads" */
export function whoMay(permission: Permission): string {
  if (permissions[permission].length === 0) return "Only the portal itself";
  const plural = permissions[permission].map((role) => (role === "admin" ? "admins" : `${role}s`));
  const words = plural.length > 1 ? `${plural.slice(0, -1).join(", ")} and ${plural.at(-1)}` : `${plural[0]}`;
  return `Only ${words}`;
}

function roleOf(actor: Actor): string {
  return actor.kind === "system" ? "the portal" : actor.role;
}
