import { randomBytes, randomUUID } from "node:crypto";
import type { Actor, Role } from "#lib/core/access/actor.ts";
import { transaction } from "#lib/server/db.ts";
import { createUser } from "#lib/users/commands/create-user.ts";
import { choose } from "#lib/users/commands/edit-preferences.ts";
import { disableUser } from "#lib/users/commands/edit-user.ts";
import { kindOf, notificationEvents } from "#lib/users/notification-events.ts";
import { accountHolders, type PersonKey, people } from "#prisma/sample/people.ts";

export type SampleAccount = { role: Role; email: string; password: string };

export type SamplePeople = { ids: Map<PersonKey, string>; accounts: SampleAccount[] };

/**
 * Makes the people of the sample. With accounts, one of each role can sign in with the password returned; everybody
 * else is a name on records: disabled, with a password that nobody was told.
 */
export async function createPeople(actor: Actor, withAccounts: boolean): Promise<SamplePeople> {
  const ids = new Map<PersonKey, string>();
  const accounts: SampleAccount[] = [];
  for (const key of Object.keys(people) as PersonKey[]) {
    const person = people[key];
    const signsIn = withAccounts && accountHolders.includes(key);
    // Without accounts nobody new is an admin: on the records she is a lead, and there is none too many.
    const role: Role = person.role === "admin" && !signsIn ? "lead" : person.role;
    const password = signsIn ? randomBytes(15).toString("base64url") : randomUUID() + randomUUID();
    const { id } = await createUser(actor, { ...person, role, password });
    ids.set(key, id);
    if (signsIn) {
      await switchMailOff(id);
      accounts.push({ role: person.role, email: person.email, password });
    } else await disableUser(actor, { userId: id });
  }
  return { ids, accounts };
}

/** Nobody reads at their addresses, and what they hear of is history: mail comes when somebody chooses it for a trial. */
function switchMailOff(userId: string): Promise<unknown> {
  const preferences = notificationEvents
    .filter((event) => event !== "portal.tried")
    .map((event) => ({ event, portal: kindOf(event).portal, mail: "off" as const }));
  return transaction((tx) => choose(tx, userId, preferences, new Date()));
}
