import { parseArgs } from "node:util";
import type { Io } from "#lib/cli/io.ts";
import { exitStatus, UsageError } from "#lib/cli/usage-error.ts";
import { withServer } from "#lib/cli/with-database.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";

/** `portal backup`: everything in one file, also beside a running portal, and before a new version migrates. */
export function backupCommand(args: string[], io: Io): Promise<number> {
  return exitStatus(io, "portal backup FILE", async () => {
    const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
    const [file, ...more] = positionals;
    if (!file || more.length > 0) throw new UsageError("Where to? Give one file.");
    await withServer(async () => {
      const { writeBackup } = await import("#lib/server/backup/write-backup.ts");
      const { bytes, manifest, sha256 } = await writeBackup(systemActor("command line"), { file });
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      const { auditHead } = manifest;
      io.stdout(
        `${file}: ${bytes.toLocaleString("en")} bytes, ${rows.toLocaleString("en")} rows of ${manifest.tables.length} tables, as of ${manifest.createdAt}.\n`,
      );
      io.stdout(`SHA-256 of its manifest: ${sha256}\n`);
      if (auditHead)
        io.stdout(`Head of the audit log, to be kept elsewhere: ${auditHead.hash}:${auditHead.count}\n`);
    });
  });
}
