import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { Io } from "#lib/cli/io.ts";
import { exitStatus, UsageError } from "#lib/cli/usage-error.ts";
import { withDatabase } from "#lib/cli/with-database.ts";
import { AppError } from "#lib/core/errors.ts";
import { sha256 } from "#lib/core/statistics/sha256.ts";
import { type Check, checkSeal } from "#lib/reviews/snapshot.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";

const usage =
  "portal review verify 2026-Q3 [--version N]   or   portal review verify --file FILE --sha256 HASH";

/**
 * `portal review verify`: computes the seal of a signed review again and holds it against what else is kept. A snapshot
 * that was downloaded is held against the hash that its reader was told, and needs no database.
 */
export function reviewCommand(args: string[], io: Io): Promise<number> {
  return exitStatus(io, usage, async () => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { version: { type: "string" }, file: { type: "string" }, sha256: { type: "string" } },
    });
    const [what, quarter] = positionals;
    if (what !== "verify") throw new UsageError("Say what to do: verify.");
    if (Boolean(quarter) === Boolean(values.file)) throw new UsageError("Give a quarter, or a file.");
    if (!values.file) {
      await withDatabase(async () => {
        const { verifyReview } = await import("#lib/reviews/queries/sealed-review.ts");
        const ref = { quarter, ...(values.version ? { version: values.version } : {}) };
        const answer = await verifyReview(systemActor("verify"), ref);
        print(
          io,
          answer.checks,
          `Review of ${answer.quarter}, version ${answer.version}: sha256 ${answer.sha256}`,
        );
      });
      return;
    }
    const json = await readFile(values.file, "utf8").catch(() => {
      throw new AppError("NOT_FOUND", `${values.file} cannot be read.`);
    });
    if (!values.sha256) throw new UsageError("Give the hash that stands on the signed review: --sha256.");
    print(io, checkSeal({ json, sha256: values.sha256.toLowerCase() }, null), `sha256 ${sha256(json)}`);
  });
}

function print(io: Io, checks: Check[], last: string): void {
  for (const check of checks) {
    io.stdout(`${check.holds ? "holds         " : "DOES NOT HOLD "} ${check.what}: ${check.found}\n`);
  }
  io.stdout(`${last}\n`);
  const broken = checks.filter((check) => !check.holds).length;
  if (broken > 0)
    throw new AppError("CONFLICT", `The seal is broken: ${broken} of ${checks.length} checks do not hold.`);
}
