/**
 * Signing in by e-mail and password. Attempts are counted per address and per account before anything is looked up,
 * by the e-mail address as given, so that an account that does not exist is counted, refused, paused and timed like one
 * that does. If counting or looking up fails, nobody is let in.
 */

import { codeOfRefusal, type SignInRefusal } from "#lib/core/access/sign-in-refusal.ts";
import { passwordFits } from "#lib/server/auth/password.ts";
import { hashOf } from "#lib/server/auth/secret.ts";
import { db } from "#lib/server/db.ts";
import { log } from "#lib/server/log.ts";
import { countAttempt, forgiveAttempts } from "#lib/server/rate-limit.ts";

export const triesPerAccount = 5;
/** A whole office may share one address. */
export const triesPerAddress = 50;
const windowSeconds = 15 * 60;

export type SignInAttempt = { email: string; password: string; address: string };

/** Its message is the refusal's code: next-auth puts messages into the address. */
export class SignInRefused extends Error {
  readonly refusal: SignInRefusal;

  constructor(refusal: SignInRefusal) {
    super(codeOfRefusal(refusal));
    this.name = "SignInRefused";
    this.refusal = refusal;
  }
}

/** The id of the user who proved who they are. Throws SignInRefused, and nothing else. */
export async function checkSignIn(attempt: SignInAttempt, now = new Date()): Promise<string> {
  try {
    return await check({ ...attempt, email: attempt.email.trim().toLowerCase() }, now);
  } catch (error) {
    if (error instanceof SignInRefused) throw error;
    log.error("sign-in.unavailable", { error });
    throw new SignInRefused({ kind: "unavailable" });
  }
}

async function check({ email, password, address }: SignInAttempt, now: Date): Promise<string> {
  const addressKey = `sign-in:address:${address}`;
  await countOrPause(addressKey, triesPerAddress, now);
  const triesLeft = await countOrPause(accountKey(email), triesPerAccount, now);
  const user = isStorable(email) ? await findAccount(email) : null;
  const mayTry = user !== null && user.disabledAt === null && password.length <= 1000;
  const fits = await passwordFits(mayTry ? user.passwordHash : null, password.slice(0, 1000));
  if (!fits || !user) throw new SignInRefused({ kind: "mismatch", triesLeft });
  await forgiveAttempts(accountKey(email), windowSeconds, "all", now);
  await forgiveAttempts(addressKey, windowSeconds, "one", now);
  return user.id;
}

/** The same count guards every place where an account's password can be tried. Throws SignInRefused when it is used up. */
export async function countPasswordTry(email: string, now = new Date()): Promise<void> {
  await countOrPause(accountKey(email), triesPerAccount, now);
}

export function forgivePasswordTries(email: string, now = new Date()): Promise<void> {
  return forgiveAttempts(accountKey(email), windowSeconds, "all", now);
}

async function countOrPause(key: string, limit: number, now: Date): Promise<number> {
  const { count, retryAfterSeconds } = await countAttempt(key, windowSeconds, now);
  if (count === limit + 1) log.warn("sign-in.paused", { key });
  if (count > limit) throw new SignInRefused({ kind: "paused", minutes: Math.ceil(retryAfterSeconds / 60) });
  return limit - count;
}

function accountKey(email: string): string {
  return `sign-in:account:${hashOf(email)}`;
}

function findAccount(email: string) {
  return db.user.findUnique({
    where: { email },
    select: { id: true, passwordHash: true, disabledAt: true },
  });
}

/** PostgreSQL has no place for these, so no account can have them. */
function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}
