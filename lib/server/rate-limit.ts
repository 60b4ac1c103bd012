/**
 * Attempts counted in the database, so that all web processes share one count. Windows are fixed and aligned to the
 * clock: within one, exactly `limit` attempts pass, however many arrive at once. It fails closed: an attempt that
 * cannot be counted is refused.
 */

import { AppError } from "#lib/core/errors.ts";
import { db } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/prisma/client.ts";

export type Limit = { limit: number; windowSeconds: number };
export type Count = { count: number; retryAfterSeconds: number };

/** Counts one attempt. Throws LIMIT when there were more than allowed, UNAVAILABLE when it cannot be counted. */
export async function takeFromLimit(key: string, limit: Limit, now = new Date()): Promise<void> {
  const { count, retryAfterSeconds } = await countAttempt(key, limit.windowSeconds, now);
  if (count <= limit.limit) return;
  throw new AppError("LIMIT", `Too many requests. Wait ${retryAfterSeconds} s, then go on.`, {
    retryAfterSeconds,
  });
}

/** Counts one attempt and says how many there were in this window, this one included, and when the window ends. */
export async function countAttempt(key: string, windowSeconds: number, now = new Date()): Promise<Count> {
  const windowMs = windowSeconds * 1000;
  const start = windowStart(windowSeconds, now);
  const rows = await orUnavailable(
    db.$queryRaw<{ count: number }[]>(Prisma.sql`
      INSERT INTO "RateCount" ("key", "windowStart", "count")
      VALUES (${key}, ${start.toISOString()}::timestamptz AT TIME ZONE 'UTC', 1)
      ON CONFLICT ("key", "windowStart") DO UPDATE SET "count" = "RateCount"."count" + 1
      RETURNING "count"`),
  );
  const count = rows[0]?.count;
  if (count === undefined) throw unavailable();
  return { count, retryAfterSeconds: Math.ceil((start.getTime() + windowMs - now.getTime()) / 1000) };
}

/** Takes back attempts that turned out well: one, or all of the window. */
export async function forgiveAttempts(
  key: string,
  windowSeconds: number,
  what: "one" | "all",
  now = new Date(),
) {
  const where = { key, windowStart: windowStart(windowSeconds, now) };
  await orUnavailable(
    what === "all"
      ? db.rateCount.deleteMany({ where })
      : db.rateCount.updateMany({ where: { ...where, count: { gt: 0 } }, data: { count: { decrement: 1 } } }),
  );
}

/** Removes counts of windows that ended a day ago or earlier; how many. For the worker, now and then. */
export async function forgetOldCounts(now = new Date()): Promise<number> {
  const dayAgo = new Date(now.getTime() - 24 * 60 * 60 * 1000);
  return (await db.rateCount.deleteMany({ where: { windowStart: { lt: dayAgo } } })).count;
}

function windowStart(windowSeconds: number, now: Date): Date {
  const windowMs = windowSeconds * 1000;
  return new Date(Math.floor(now.getTime() / windowMs) * windowMs);
}

async function orUnavailable<Result>(counting: PromiseLike<Result>): Promise<Result> {
  try {
    return await counting;
  } catch (error) {
    throw unavailable(error);
  }
}

function unavailable(cause?: unknown): AppError {
  return new AppError(
    "UNAVAILABLE",
    "This cannot be counted right now, so it is refused. Try again in a minute.",
    {
      cause,
      retryAfterSeconds: 30,
    },
  );
}
