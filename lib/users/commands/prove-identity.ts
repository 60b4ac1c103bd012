import type { Actor } from "#lib/core/access/actor.ts";
import { messageOfRefusal } from "#lib/core/access/sign-in-refusal.ts";
import { AppError, invalid } from "#lib/core/errors.ts";
import { passwordFits } from "#lib/server/auth/password.ts";
import { countPasswordTry, forgivePasswordTries, SignInRefused } from "#lib/server/auth/sign-in.ts";
import { db } from "#lib/server/db.ts";

/** Signing in so many minutes ago or less counts as having just signed in. */
export const freshMinutes = 10;

/**
 * Asks an account for its own kind of sign-in again, for acts that a borrowed session must not do: the password where
 * it has one, else a sign-in by single sign-on that has just been made. INVALID for a wrong password.
 */
export async function proveIdentity(
  actor: Actor,
  password: string | undefined,
  now = new Date(),
): Promise<"password" | "single-sign-on"> {
  if (actor.kind === "system") throw new AppError("FORBIDDEN", "Only a person can prove who they are.");
  const account = await db.user.findUniqueOrThrow({
    where: { id: actor.userId },
    select: { email: true, passwordHash: true },
  });
  if (account.passwordHash === null) {
    await refuseStaleSession(actor, now);
    return "single-sign-on";
  }
  if (!password)
    throw invalid([{ path: "password", message: "Give your password: this asks for it again." }]);
  await refuseWrongPassword(account, password, "password");
  return "password";
}

/** Tries count as tries to sign in do: a stolen session is no place to guess a password. */
export async function refuseWrongPassword(
  account: { email: string; passwordHash: string | null },
  password: string,
  path: string,
): Promise<void> {
  try {
    await countPasswordTry(account.email);
  } catch (error) {
    if (!(error instanceof SignInRefused)) throw error;
    throw new AppError("LIMIT", messageOfRefusal(error.refusal), { cause: error });
  }
  if (!(await passwordFits(account.passwordHash, password.slice(0, 1000)))) {
    throw invalid([{ path, message: "This is not your current password." }]);
  }
  await forgivePasswordTries(account.email);
}

/** Whether this session's person proved just now who they are. A token has no sign-in of its own. */
export async function hasFreshSession(actor: Actor, now = new Date()): Promise<boolean> {
  if (actor.kind !== "user") return false;
  const session = await db.session.findUnique({
    where: { id: actor.sessionId },
    select: { provedAt: true },
  });
  return session !== null && now.getTime() - session.provedAt.getTime() <= freshMinutes * 60_000;
}

async function refuseStaleSession(actor: Actor, now: Date): Promise<void> {
  if (actor.kind === "token") {
    throw new AppError(
      "FORBIDDEN",
      "This account has no password to give: sign in to the portal to do this.",
    );
  }
  if (await hasFreshSession(actor, now)) return;
  throw new AppError(
    "FORBIDDEN",
    `Sign in again by single sign-on, then do this within ${freshMinutes} minutes.`,
  );
}
