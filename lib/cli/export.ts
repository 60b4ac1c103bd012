import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import type { Io } from "#lib/cli/io.ts";
import { exitStatus, UsageError } from "#lib/cli/usage-error.ts";
import { withDatabase } from "#lib/cli/with-database.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";

const usage = "portal export --format docx|pdf|html|md|json [--quarter 2026-Q4] -o FILE";

/** `portal export`: writes the plan document to a file. */
export function exportCommand(args: string[], io: Io): Promise<number> {
  return exitStatus(io, usage, async () => {
    const { values } = parseArgs({
      args,
      options: {
        format: { type: "string" },
        quarter: { type: "string" },
        output: { type: "string", short: "o" },
      },
    });
    const { format, quarter, output } = values;
    if (!format) throw new UsageError("Which format?");
    if (!output) throw new UsageError("Where to? Give a file with -o.");
    await withDatabase(async () => {
      const { exportPlan } = await import("#lib/plan/queries.ts");
      const file = await exportPlan(systemActor("export"), { format, ...(quarter ? { quarter } : {}) });
      const content = file.content instanceof Uint8Array ? [file.content] : file.content;
      await pipeline(Readable.from(content), createWriteStream(output));
      io.stdout(`${output}: ${file.bytes?.toLocaleString("en") ?? "?"} bytes.\n`);
    });
  });
}
