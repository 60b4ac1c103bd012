import { db } from "#lib/server/db.ts";
import { log } from "#lib/server/log.ts";
import { isCurrent } from "#lib/server/migrate.ts";

/** Ready means that the database answers and has every migration of this code. */
export async function isHealthy(): Promise<boolean> {
  try {
    return await isCurrent((sql) => db.$queryRawUnsafe<{ migration_name: string }[]>(sql));
  } catch (error) {
    log.warn("health.unavailable", { error });
    return false;
  }
}
