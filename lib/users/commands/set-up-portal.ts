import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError, invalid } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { audit } from "#lib/server/audit.ts";
import { hashPassword } from "#lib/server/auth/password.ts";
import { hashOf } from "#lib/server/auth/secret.ts";
import { db, transaction } from "#lib/server/db.ts";
import { refuseTakenEmail } from "#lib/users/commands/one-time-link.ts";
import { passwordFault } from "#lib/users/password-rules.ts";
import { type StartChoice, setUpSchema, setupTokenSchema } from "#lib/users/schema.ts";

export type SetUp = { userId: string; start: StartChoice };

/**
 * Makes the first admin and names the organisation, once: of two people with the link, one is first. The link's holder
 * stands behind it, so the portal itself acts. `start` says what the admin wants to begin with; it is not done here.
 */
export async function setUpPortal(actor: Actor, input: unknown): Promise<SetUp> {
  authorize(actor, "portal.set-up");
  const { token, organisation, start, timeZone, password, ...person } = parse(setUpSchema, input);
  const fault = passwordFault(password, person);
  if (fault) throw invalid([{ path: "password", message: fault }]);
  await checkSetupLink(actor, { token });
  const passwordHash = await hashPassword(password);
  return transaction(async (tx) => {
    const { count } = await tx.organisation.updateMany({
      where: { id: 1, setUpAt: null, setupTokenHash: hashOf(token) },
      data: {
        name: organisation,
        setUpAt: new Date(),
        setupTokenHash: null,
        ...(timeZone ? { timeZone } : {}),
      },
    });
    if (count === 0) throw closedSetupLink();
    await refuseTakenEmail(tx, person.email);
    const user = await tx.user.create({
      data: { ...person, role: "admin", passwordHash },
      select: { id: true },
    });
    await audit(tx, actor, {
      action: "portal.set-up",
      entity: "user",
      entityId: user.id,
      data: { organisation, start, ...person },
    });
    return { userId: user.id, start };
  });
}

/** Refuses a set-up link that does not work (any more). Throws NOT_FOUND. */
export async function checkSetupLink(actor: Actor, input: unknown): Promise<void> {
  authorize(actor, "portal.set-up");
  const { token } = parse(setupTokenSchema, input);
  const open = await db.organisation.count({
    where: { id: 1, setUpAt: null, setupTokenHash: hashOf(token) },
  });
  if (open === 0) throw closedSetupLink();
}

function closedSetupLink(): AppError {
  return new AppError(
    "NOT_FOUND",
    "This set-up link does not work. It works once, and only the newest one: restart the portal to get a new link, or sign in if it is set up.",
  );
}
