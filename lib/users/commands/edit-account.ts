import type { Actor, UserActor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { defined } from "#lib/core/defined.ts";
import { differences } from "#lib/core/differences.ts";
import { AppError, invalid } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { audit } from "#lib/server/audit.ts";
import { endSessions } from "#lib/server/auth/end-sessions.ts";
import { hashPassword } from "#lib/server/auth/password.ts";
import { db, transaction } from "#lib/server/db.ts";
import { refuseTokens } from "#lib/users/access.ts";
import { refuseWrongPassword } from "#lib/users/commands/prove-identity.ts";
import { passwordFault } from "#lib/users/password-rules.ts";
import { changePasswordSchema, editAccountSchema } from "#lib/users/schema.ts";

/** Changes one's own name or time zone (null: the organisation's). */
export async function editAccount(actor: Actor, input: unknown): Promise<void> {
  authorize(actor, "account.edit");
  const person = personOf(actor);
  const after = defined(parse(editAccountSchema, input));
  await transaction(async (tx) => {
    const before = await tx.user.findUniqueOrThrow({
      where: { id: person.userId },
      select: { name: true, timeZone: true },
    });
    const changed = differences(before, after);
    if (Object.keys(changed).length === 0) return;
    await tx.user.update({ where: { id: person.userId }, data: after, select: { id: true } });
    await audit(tx, actor, {
      action: "account.edit",
      entity: "user",
      entityId: person.userId,
      data: JSON.parse(JSON.stringify({ changed })),
    });
  });
}

/** Changes one's own password and ends one's other sessions. INVALID for a wrong current one, LIMIT after five. */
export async function changePassword(actor: Actor, input: unknown): Promise<void> {
  authorize(actor, "account.edit");
  const person = personOf(actor);
  const { current, password } = parse(changePasswordSchema, input);
  const fault = passwordFault(password, person);
  if (fault) throw invalid([{ path: "password", message: fault }]);
  const account = await db.user.findUniqueOrThrow({
    where: { id: person.userId },
    select: { email: true, passwordHash: true },
  });
  await refuseWrongPassword(account, current, "current");
  const passwordHash = await hashPassword(password);
  await transaction(async (tx) => {
    await tx.user.update({ where: { id: person.userId }, data: { passwordHash }, select: { id: true } });
    await audit(tx, actor, {
      action: "account.change-password",
      entity: "user",
      entityId: person.userId,
      data: {},
    });
    await endSessions(tx, actor, { userId: person.userId, except: person.sessionId }, new Date());
  });
}

function personOf(actor: Actor): UserActor {
  refuseTokens(actor);
  if (actor.kind === "user") return actor;
  throw new AppError("FORBIDDEN", "Only a person who is signed in has an account.");
}
