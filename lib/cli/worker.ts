import { PgBoss } from "pg-boss";
import { jobs } from "#lib/cli/jobs.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { env } from "#lib/server/env.ts";
import { log } from "#lib/server/log.ts";

/** The worker process: takes jobs from the queue in PostgreSQL. Any number of workers may run side by side. */
const boss = new PgBoss({ connectionString: env.DATABASE_URL, max: 4 });
boss.on("error", (error) => log.error("jobs.failed", { error }));
await boss.start();
for (const job of jobs) {
  await boss.createQueue(job.name);
  await boss.work(job.name, async () => {
    await job.run(systemActor(job.name));
  });
  await boss.schedule(job.name, job.schedule);
}
process.send?.("listening");

const end = async () => {
  await boss.stop({ graceful: true, timeout: 3_000 }).catch(() => {});
  process.exit(0);
};
process.on("disconnect", () => process.exit(0));
process.on("SIGINT", () => {});
process.on("SIGTERM", () => void end());
