import pg from "pg";
import { PgBoss } from "pg-boss";
import { expect, test } from "vitest";
import { z } from "zod";
import { job } from "#lib/core/job.ts";
import { transaction } from "#lib/server/db.ts";
import { env } from "#lib/server/env.ts";
import { forwardJobs } from "#lib/server/jobs/forward-jobs.ts";
import { sendJob } from "#lib/server/jobs/send-job.ts";

const greet = job({
  name: "test.greet",
  payload: z.strictObject({ name: z.string() }),
  retries: 2,
  schedule: null,
});

test("what a write asks for reaches the queue when the write is done, and not when it is undone", async () => {
  const boss = new PgBoss({ connectionString: env.DATABASE_URL, max: 2 });
  await boss.start();
  const pool = new pg.Pool({ connectionString: env.DATABASE_URL, max: 1 });
  try {
    await boss.createQueue(greet.name);
    const undone = transaction(async (tx) => {
      await sendJob(tx, greet, { name: "nobody" });
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    await transaction((tx) => sendJob(tx, greet, { name: "Ann" }));
    await transaction((tx) =>
      sendJob(tx, greet, { name: "later" }, { startAfter: new Date(Date.now() + 3_600_000) }),
    );

    expect(await forwardJobs(pool, boss)).toBe(2);
    expect(await forwardJobs(pool, boss)).toBe(0);
    const waiting = await boss.fetch(greet.name, { batchSize: 10 });
    expect(waiting.map((one) => one.data)).toEqual([{ name: "Ann" }]);
  } finally {
    await pool.end();
    await boss.stop({ graceful: false });
  }
});

test("a payload of another shape is refused where it is sent", async () => {
  const send = transaction((tx) => sendJob(tx, greet, { name: 5 } as unknown as { name: string }));
  await expect(send).rejects.toMatchObject({ code: "INVALID" });
});
