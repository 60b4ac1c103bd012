import { parseArgs } from "node:util";
import type { Io } from "#lib/cli/io.ts";
import { exitStatus, UsageError } from "#lib/cli/usage-error.ts";
import { withDatabase } from "#lib/cli/with-database.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";

const usage = "portal token create --user E --name N --scopes read,write [--expires 90d]";

/** `portal token create`: makes an API token that acts as its user, and prints it alone, this once. */
export function tokenCommand(args: string[], io: Io): Promise<number> {
  return exitStatus(io, usage, async () => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        user: { type: "string" },
        name: { type: "string" },
        scopes: { type: "string" },
        expires: { type: "string" },
      },
    });
    if (positionals.join(" ") !== "create") throw new UsageError("Say what to do: create.");
    const missing = (["user", "name", "scopes"] as const).filter((option) => values[option] === undefined);
    if (missing.length > 0) throw new UsageError(`Give --${missing.join(", --")}.`);
    const input = {
      user: values.user,
      name: values.name,
      scopes: values.scopes?.split(",").map((scope) => scope.trim()),
      expiresInDays: values.expires === undefined ? null : daysOf(values.expires),
    };
    const made = await withDatabase(async () => {
      const { createToken } = await import("#lib/users/commands/create-token.ts");
      return createToken(systemActor("command line"), input);
    });
    io.stdout(`${made.token}\n`);
  });
}

function daysOf(text: string): number {
  const days = /^([1-9]\d{0,3})d$/.exec(text)?.[1];
  if (days === undefined) throw new UsageError(`"${text}" is no time to expire in: write days, like 90d.`);
  return Number(days);
}
