import { parseArgs } from "node:util";
import type { Io } from "#lib/cli/io.ts";
import { exitStatus, UsageError } from "#lib/cli/usage-error.ts";
import { withDatabase } from "#lib/cli/with-database.ts";
import { AppError } from "#lib/core/errors.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { env } from "#lib/server/env.ts";

const usage = "portal sample load [--accounts]";

/**
 * `portal sample load`: SayPro's plan into an empty portal. With `--accounts` also one account a role, its password
 * printed once; only where the portal is reached from its own machine alone.
 */
export function sampleCommand(args: string[], io: Io): Promise<number> {
  return exitStatus(io, usage, async () => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { accounts: { type: "boolean", default: false } },
    });
    if (positionals.join(" ") !== "load") throw new UsageError("Say what to do with the sample.");
    if (values.accounts) refuseOpenAddress();
    const loaded = await withDatabase(async () => {
      const { loadSample } = await import("#prisma/sample/load.ts");
      return loadSample(systemActor("command line"), { accounts: values.accounts, now: new Date() });
    });
    io.stdout(
      `The sample plan is loaded: ${loaded.changes} changes, ${loaded.measurements} measurements. Its numbers are simulated.\n`,
    );
    for (const { role, email, password } of loaded.accounts) {
      io.stdout(`${role.padEnd(10)}${email}  ${password}\n`);
    }
  });
}

function refuseOpenAddress(): void {
  if (["127.0.0.1", "::1", "localhost"].includes(env.HOST)) return;
  throw new AppError(
    "FORBIDDEN",
    `Sample accounts are made only for a portal on this machine, and HOST is ${env.HOST}. Leave out --accounts, or HOST.`,
  );
}
