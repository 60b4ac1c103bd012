import { authSecret, dataFolder, lockFolder } from "#lib/cli/data-folder.ts";
import { runningPostgres, startEmbeddedPostgres } from "#lib/server/embedded-postgres.ts";
import { env, setEnvironment } from "#lib/server/env.ts";
import { migrate } from "#lib/server/migrate.ts";

/**
 * Runs a command's work against the portal's database: the one DATABASE_URL names, the embedded one of a running
 * portal, or else the embedded one started for as long as the work takes. It is up to date when the work begins.
 */
export function withDatabase<Result>(work: () => Promise<Result>): Promise<Result> {
  return withServer(async () => {
    await migrate(env.DATABASE_URL);
    return work();
  });
}

/** The same with the database as it is. `alone` refuses where a portal runs on the data directory. */
export async function withServer<Result>(
  work: () => Promise<Result>,
  { alone = false }: { alone?: boolean } = {},
): Promise<Result> {
  if (env.DATABASE_URL) return onDatabase(env.DATABASE_URL, work);
  const folder = await dataFolder();
  setEnvironment({ AUTH_SECRET: await authSecret(folder) });
  const running = alone ? null : await runningPostgres(folder);
  if (running) return onDatabase(running, work);
  const unlock = await lockFolder(folder);
  try {
    const postgres = await startEmbeddedPostgres(folder);
    try {
      return await onDatabase(postgres.url, work);
    } finally {
      await postgres.stop();
    }
  } finally {
    await unlock();
  }
}

async function onDatabase<Result>(url: string, work: () => Promise<Result>): Promise<Result> {
  setEnvironment({ DATABASE_URL: url });
  try {
    return await work();
  } finally {
    const { db } = await import("#lib/server/db.ts");
    await db.$disconnect();
  }
}
