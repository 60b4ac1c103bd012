import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { db } from "#lib/server/db.ts";
import { countAttempt, forgetOldCounts, forgiveAttempts, takeFromLimit } from "#lib/server/rate-limit.ts";

const now = new Date("2026-11-12T09:07:30Z");
const quarterHour = 15 * 60;

test("attempts are counted up within a window and start anew with the next", async () => {
  const key = randomUUID();
  expect(await countAttempt(key, quarterHour, now)).toEqual({ count: 1, retryAfterSeconds: 450 });
  expect((await countAttempt(key, quarterHour, now)).count).toBe(2);
  expect((await countAttempt(key, quarterHour, new Date("2026-11-12T09:15:00Z"))).count).toBe(1);
});

test("of a hundred attempts at once exactly as many pass as are allowed", async () => {
  const key = randomUUID();
  const limit = { limit: 7, windowSeconds: quarterHour };
  const attempts = Array.from({ length: 100 }, () =>
    takeFromLimit(key, limit, now).then(
      () => "passed",
      (error) => error.code,
    ),
  );
  const answers = await Promise.all(attempts);
  expect(answers.filter((answer) => answer === "passed")).toHaveLength(7);
  expect(answers.filter((answer) => answer === "LIMIT")).toHaveLength(93);
});

test("the refusal says how long to wait", async () => {
  const key = randomUUID();
  await takeFromLimit(key, { limit: 1, windowSeconds: 60 }, now);
  await expect(takeFromLimit(key, { limit: 1, windowSeconds: 60 }, now)).rejects.toMatchObject({
    code: "LIMIT",
    retryAfterSeconds: 30,
    message: "Too many requests. Wait 30 s, then go on.",
  });
});

test("attempts that turned out well are taken back", async () => {
  const key = randomUUID();
  for (let attempt = 0; attempt < 4; attempt++) await countAttempt(key, quarterHour, now);
  await forgiveAttempts(key, quarterHour, "one", now);
  expect((await countAttempt(key, quarterHour, now)).count).toBe(4);
  await forgiveAttempts(key, quarterHour, "all", now);
  expect((await countAttempt(key, quarterHour, now)).count).toBe(1);
});

test("what cannot be counted is refused", async () => {
  const broken = vi.spyOn(db, "$queryRaw").mockRejectedValue(new Error("the database is gone"));
  await expect(takeFromLimit(randomUUID(), { limit: 5, windowSeconds: 60 })).rejects.toMatchObject({
    code: "UNAVAILABLE",
  });
  broken.mockRestore();
});

test("old counts are forgotten, fresh ones are kept", async () => {
  const key = randomUUID();
  await countAttempt(key, 60, new Date("2026-11-10T09:00:00Z"));
  await countAttempt(key, 60, now);
  expect(await forgetOldCounts(now)).toBeGreaterThanOrEqual(1);
  expect(await db.rateCount.count({ where: { key } })).toBe(1);
});
