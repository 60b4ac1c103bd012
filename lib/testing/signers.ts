import type { UserActor } from "#lib/core/access/actor.ts";
import { hashPassword } from "#lib/server/auth/password.ts";
import { actorOf } from "#lib/testing/actors.ts";

/** With which both of `twoSigners` sign. */
export const password = "a long password for signing 7";

/** Two reviewers who can sign: what a review needs by default. */
export async function twoSigners(): Promise<[nomsa: UserActor, naledi: UserActor]> {
  const passwordHash = await hashPassword(password);
  return [
    await actorOf("reviewer", { name: "Nomsa", passwordHash }),
    await actorOf("reviewer", { name: "Naledi", passwordHash }),
  ];
}
