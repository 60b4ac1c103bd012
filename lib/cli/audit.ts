import { parseArgs } from "node:util";
import type { Io } from "#lib/cli/io.ts";
import { exitStatus, UsageError } from "#lib/cli/usage-error.ts";
import { withDatabase } from "#lib/cli/with-database.ts";
import { AppError } from "#lib/core/errors.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";

const usage = "portal audit verify [--expect HEAD_HASH[:COUNT]] [--json]";

/**
 * `portal audit verify`: computes the audit log's chain again. Exit 0 only when it is whole; else one line names the
 * first bad row and what happened to it. The head that it prints, kept elsewhere and given back by `--expect`, shows
 * also that the newest rows were cut off or that the whole log was written anew.
 */
export function auditCommand(args: string[], io: Io): Promise<number> {
  return exitStatus(io, usage, async () => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { expect: { type: "string" }, json: { type: "boolean", default: false } },
    });
    if (positionals.join(" ") !== "verify") throw new UsageError("Say what to do: verify.");
    const answer = await withDatabase(async () => {
      const { verifyAudit } = await import("#lib/server/audit/verify-audit.ts");
      return verifyAudit(
        systemActor("command line"),
        values.expect === undefined ? {} : { expect: values.expect },
      );
    });
    if (values.json) io.stdout(`${JSON.stringify(answer)}\n`);
    if (answer.damage) {
      const { kind, sentence } = answer.damage;
      throw new AppError("CONFLICT", `The audit log is damaged (${kind}). ${sentence}`);
    }
    if (!values.json) {
      io.stdout(`The audit log is whole: ${answer.count} rows, checked ${answer.checkedAt}.\n`);
      io.stdout(`Head, to be kept elsewhere: ${answer.hash}:${answer.count}\n`);
    }
  });
}
