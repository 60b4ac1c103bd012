import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError, invalid } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { audit } from "#lib/server/audit.ts";
import { endSessions } from "#lib/server/auth/end-sessions.ts";
import { hashPassword } from "#lib/server/auth/password.ts";
import { forgivePasswordTries } from "#lib/server/auth/sign-in.ts";
import { type Tx, transaction } from "#lib/server/db.ts";
import { passwordFault } from "#lib/users/password-rules.ts";
import { closedLink, openedBy, openInvitation } from "#lib/users/queries.ts";
import { acceptSchema } from "#lib/users/schema.ts";

type Choice = { email: string; role: string; name: string; passwordHash: string };

/**
 * What the holder of an invitation link does: makes the account, or sets the password of the one that is there and ends
 * its sessions. A link works once, also when it is used twice at the same moment. NOT_FOUND for a link that is closed.
 */
export async function acceptInvitation(actor: Actor, input: unknown): Promise<{ userId: string }> {
  authorize(actor, "invitation.accept");
  const { token, name, password } = parse(acceptSchema, input);
  const { email } = await openInvitation(actor, { token });
  const fault = passwordFault(password, { email });
  if (fault) throw invalid([{ path: "password", message: fault }]);
  const passwordHash = await hashPassword(password);
  const accepted = await transaction(async (tx) => {
    const now = new Date();
    const [link] = await tx.invitation.updateManyAndReturn({
      where: { ...openedBy(token), acceptedAt: null, revokedAt: null, expiresAt: { gt: now } },
      data: { acceptedAt: now },
      select: { role: true },
    });
    if (!link) throw closedLink();
    const choice = { email, role: link.role, name, passwordHash };
    return (await setPassword(tx, actor, choice, now)) ?? (await makeAccount(tx, actor, choice));
  });
  await forgivePasswordTries(email);
  return accepted;
}

async function setPassword(tx: Tx, actor: Actor, choice: Choice, now: Date) {
  const user = await tx.user.findUnique({
    where: { email: choice.email },
    select: { id: true, disabledAt: true },
  });
  if (!user) return null;
  if (user.disabledAt) throw new AppError("FORBIDDEN", "This account is disabled. Ask an administrator.");
  await tx.user.update({
    where: { id: user.id },
    data: { passwordHash: choice.passwordHash, name: choice.name },
    select: { id: true },
  });
  await audit(tx, actor, {
    action: "user.set-password",
    entity: "user",
    entityId: user.id,
    data: { email: choice.email, name: choice.name },
  });
  await endSessions(tx, actor, { userId: user.id }, now);
  return { userId: user.id };
}

async function makeAccount(tx: Tx, actor: Actor, choice: Choice) {
  const { id } = await tx.user.create({ data: choice, select: { id: true } });
  await audit(tx, actor, {
    action: "invitation.accept",
    entity: "user",
    entityId: id,
    data: { email: choice.email, role: choice.role, name: choice.name, way: "one-time-link" },
  });
  return { userId: id };
}
