import type { Io } from "#lib/cli/io.ts";
import { exitStatus, noArguments } from "#lib/cli/usage-error.ts";
import { withDatabase } from "#lib/cli/with-database.ts";

/** `portal migrate`: brings the database to this version. */
export function migrateCommand(args: string[], io: Io): Promise<number> {
  return exitStatus(io, "portal migrate", async () => {
    noArguments(args);
    await withDatabase(async () => io.stdout("The database is up to date.\n"));
  });
}
