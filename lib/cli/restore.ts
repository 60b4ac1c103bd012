import { parseArgs } from "node:util";
import type { Io } from "#lib/cli/io.ts";
import { exitStatus, UsageError } from "#lib/cli/usage-error.ts";
import { withServer } from "#lib/cli/with-database.ts";
import { AppError } from "#lib/core/errors.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";

/** `portal restore`: a backup into an empty database, or in place of what is there. No portal may run on it. */
export function restoreCommand(args: string[], io: Io): Promise<number> {
  return exitStatus(io, "portal restore FILE [--replace]", async () => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { replace: { type: "boolean", default: false } },
    });
    const [file, ...more] = positionals;
    if (!file || more.length > 0) throw new UsageError("Which backup? Give one file.");
    const restored = await withServer(
      async () => {
        const { restoreBackup } = await import("#lib/server/backup/restore-backup.ts");
        return restoreBackup(systemActor("command line"), { file, replace: values.replace });
      },
      { alone: true },
    );
    const { manifest, migrated, audit } = restored;
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    io.stdout(
      `Restored as of ${manifest.createdAt}: ${rows.toLocaleString("en")} rows of ${manifest.tables.length} tables, each compared with the backup.\n`,
    );
    if (manifest.queue.rows > 0) io.stdout(`${manifest.queue.rows} unfinished jobs are asked for again.\n`);
    if (migrated.length > 0)
      io.stdout(`It was of an earlier version: ${migrated.length} migrations brought it up to date.\n`);
    if (audit.damage) {
      throw new AppError(
        "CONFLICT",
        `Everything is restored as it was backed up, and its audit log was damaged then (${audit.damage.kind}). ${audit.damage.sentence}`,
      );
    }
    io.stdout(`The audit log is whole: ${audit.count} rows, head ${audit.hash}.\n`);
  });
}
