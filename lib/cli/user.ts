import { parseArgs } from "node:util";
import type { Io } from "#lib/cli/io.ts";
import { exitStatus, UsageError } from "#lib/cli/usage-error.ts";
import { withDatabase } from "#lib/cli/with-database.ts";
import { formatDate } from "#lib/core/time.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { env } from "#lib/server/env.ts";

const usage =
  "portal user create --email E --name N --role admin|lead|reviewer|executive|member [--password-stdin]";

/** `portal user create`: makes an account. Without a password, a link is printed with which the person chooses one. */
export function userCommand(args: string[], io: Io): Promise<number> {
  return exitStatus(io, usage, async () => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        email: { type: "string" },
        name: { type: "string" },
        role: { type: "string" },
        "password-stdin": { type: "boolean", default: false },
      },
    });
    if (positionals.join(" ") !== "create") throw new UsageError("Say what to do: create.");
    const { "password-stdin": fromStdin, ...person } = values;
    const missing = (["email", "name", "role"] as const).filter((option) => person[option] === undefined);
    if (missing.length > 0) throw new UsageError(`Give --${missing.join(", --")}.`);
    const input = fromStdin ? { ...person, password: await passwordOf(io) } : person;
    const made = await withDatabase(async () => {
      const { createUser } = await import("#lib/users/commands/create-user.ts");
      return createUser(systemActor("command line"), input);
    });
    io.stderr(`${made.email} has an account.\n`);
    if (!made.link) return;
    io.stderr(
      `With this link, until ${formatDate(new Date(made.link.expiresAt))}, the person chooses a password:\n`,
    );
    io.stdout(`${env.BASE_URL}${made.link.path}\n`);
  });
}

/** One line of standard input; the line break at its end does not belong to it. */
async function passwordOf(io: Io): Promise<string> {
  const text = (await io.stdin?.()) ?? "";
  return text.replace(/\r?\n$/, "");
}
