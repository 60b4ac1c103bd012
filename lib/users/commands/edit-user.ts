import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { audit } from "#lib/server/audit.ts";
import { endSessions } from "#lib/server/auth/end-sessions.ts";
import { type Tx, transaction } from "#lib/server/db.ts";
import { refuseTokens, visibleUsers } from "#lib/users/access.ts";
import { wouldLoseLastAdmin } from "#lib/users/model.ts";
import { userFields, userOf } from "#lib/users/queries.ts";
import { changeRoleSchema, type User, userIdSchema } from "#lib/users/schema.ts";

/** Gives a member another role, from their next request on. CONFLICT for the last admin. */
export async function changeRole(actor: Actor, input: unknown): Promise<User> {
  authorize(actor, "user.edit");
  refuseTokens(actor);
  const { userId, role } = parse(changeRoleSchema, input);
  return transaction(async (tx) => {
    const before = await lockedUser(tx, actor, userId);
    if (before.role === role) return before;
    if (role !== "admin") await refuseLastAdmin(tx, before);
    const row = await tx.user.update({ where: { id: userId }, data: { role }, select: userFields });
    await audit(tx, actor, {
      action: "user.change-role",
      entity: "user",
      entityId: userId,
      data: { email: before.email, before: before.role, after: role },
    });
    return userOf(row);
  });
}

/** Shuts a member out: sessions end, tokens stop working, the records stay. CONFLICT for the last admin. */
export async function disableUser(actor: Actor, input: unknown): Promise<User> {
  authorize(actor, "user.edit");
  refuseTokens(actor);
  const { userId } = parse(userIdSchema, input);
  return transaction(async (tx) => {
    const before = await lockedUser(tx, actor, userId);
    if (before.disabled) return before;
    await refuseLastAdmin(tx, before);
    const now = new Date();
    const row = await tx.user.update({
      where: { id: userId },
      data: { disabledAt: now },
      select: userFields,
    });
    await audit(tx, actor, {
      action: "user.disable",
      entity: "user",
      entityId: userId,
      data: { email: row.email },
    });
    await endSessions(tx, actor, { userId }, now);
    return userOf(row);
  });
}

/** Lets a disabled member in again, with the same role and tokens. */
export async function enableUser(actor: Actor, input: unknown): Promise<User> {
  authorize(actor, "user.edit");
  refuseTokens(actor);
  const { userId } = parse(userIdSchema, input);
  return transaction(async (tx) => {
    const before = await lockedUser(tx, actor, userId);
    if (!before.disabled) return before;
    const row = await tx.user.update({
      where: { id: userId },
      data: { disabledAt: null },
      select: userFields,
    });
    await audit(tx, actor, {
      action: "user.enable",
      entity: "user",
      entityId: userId,
      data: { email: row.email },
    });
    return userOf(row);
  });
}

/** Edits of members stand in line behind the admins' rows, so that two admins cannot demote each other at once. */
async function lockedUser(tx: Tx, actor: Actor, userId: string): Promise<User> {
  await tx.$queryRaw`SELECT "id" FROM "User" WHERE "role" = 'admin' ORDER BY "id" FOR UPDATE`;
  const row = await tx.user.findFirst({
    where: { AND: [visibleUsers(actor), { id: userId }] },
    select: userFields,
  });
  if (!row) throw new AppError("NOT_FOUND", "There is no such member.");
  return userOf(row);
}

async function refuseLastAdmin(tx: Tx, user: User): Promise<void> {
  const admins = await tx.user.findMany({
    where: { role: "admin", disabledAt: null },
    select: { id: true },
    take: 2,
  });
  const ids = admins.map((admin) => admin.id);
  if (!wouldLoseLastAdmin(ids, user.id)) return;
  throw new AppError(
    "CONFLICT",
    `${user.name} is the last admin. Make somebody else an admin first, so that the portal is not locked.`,
  );
}
