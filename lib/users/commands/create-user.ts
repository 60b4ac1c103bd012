import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { invalid } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { audit } from "#lib/server/audit.ts";
import { hashPassword } from "#lib/server/auth/password.ts";
import { transaction } from "#lib/server/db.ts";
import { makeLink, refuseTakenEmail } from "#lib/users/commands/one-time-link.ts";
import { passwordFault } from "#lib/users/password-rules.ts";
import { createUserSchema, type OneTimeLink } from "#lib/users/schema.ts";

export type CreatedUser = {
  id: string;
  email: string;
  /** With it the person chooses a password; null when one was given. */
  link: OneTimeLink | null;
};

/** Makes an account from the portal's own machine. The first admin made so counts as set up. CONFLICT for a taken e-mail. */
export async function createUser(actor: Actor, input: unknown): Promise<CreatedUser> {
  authorize(actor, "user.create");
  const { password, ...person } = parse(createUserSchema, input);
  const fault = password === undefined ? null : passwordFault(password, person);
  if (fault) throw invalid([{ path: "password", message: fault }]);
  const passwordHash = password === undefined ? null : await hashPassword(password);
  return transaction(async (tx) => {
    await refuseTakenEmail(tx, person.email);
    const { id } = await tx.user.create({ data: { ...person, passwordHash }, select: { id: true } });
    if (person.role === "admin") {
      await tx.organisation.createMany({
        data: [{ id: 1, name: "Optimization Portal" }],
        skipDuplicates: true,
      });
      await tx.organisation.updateMany({
        where: { id: 1, setUpAt: null },
        data: { setUpAt: new Date(), setupTokenHash: null },
      });
    }
    await audit(tx, actor, { action: "user.create", entity: "user", entityId: id, data: person });
    const link = passwordHash === null ? await makeLink(tx, actor, person, new Date()) : null;
    return { id, email: person.email, link: link && { path: link.path, expiresAt: link.expiresAt } };
  });
}
