import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { PgBoss } from "pg-boss";
import { jobs } from "#lib/cli/jobs.ts";
import { env } from "#lib/server/env.ts";
import { forwardJobs } from "#lib/server/jobs/forward-jobs.ts";
import { log } from "#lib/server/log.ts";

/** The worker process: takes jobs from the queue in PostgreSQL. Any number of workers may run side by side. */
const pauseMs = 500;

// Before anything is awaited: a supervisor that ends meanwhile must not leave a worker behind.
process.on("disconnect", () => process.exit(0));

const boss = new PgBoss({ connectionString: env.DATABASE_URL, max: 4 });
boss.on("error", (error) => log.error("jobs.failed", { error }));
const pool = new pg.Pool({ connectionString: env.DATABASE_URL, max: 1 });
pool.on("error", (error) => log.error("jobs.failed", { error }));
await boss.start();
for (const job of jobs) {
  await boss.createQueue(job.name);
  await boss.updateQueue(job.name, { retryLimit: job.retries, retryBackoff: true });
  await boss.work(job.name, { pollingIntervalSeconds: 0.5 }, async ([taken]) => {
    await job.run(taken?.data ?? {}).catch((error: unknown) => {
      log.error("job.failed", { job: job.name, error });
      throw error;
    });
  });
  if (job.schedule) await boss.schedule(job.name, job.schedule, {});
  else await boss.unschedule(job.name);
}
if (process.connected) process.send?.("listening");

let ending = false;
const forwarding = forward();

async function forward(): Promise<void> {
  while (!ending) {
    const moved = await forwardJobs(pool, boss).catch((error: unknown) => {
      log.error("jobs.not-forwarded", { error });
      return 0;
    });
    if (moved === 0) await sleep(pauseMs);
  }
}

const end = async () => {
  // The terminal's group and the supervisor may both ask.
  if (ending) return;
  ending = true;
  await forwarding;
  await pool.end();
  await boss.stop({ graceful: true, timeout: 3_000 }).catch(() => {});
  process.exit(0);
};
process.on("SIGINT", () => {});
process.on("SIGTERM", () => void end());
