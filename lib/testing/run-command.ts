import type { Io } from "#lib/cli/io.ts";

export type Command = (args: string[], io: Io) => Promise<number>;

/** Runs a command as the terminal would; answers its exit status and what it printed. */
export async function runCommand(command: Command, args: string[], stdin = "") {
  const printed = { stdout: "", stderr: "" };
  const status = await command(args, {
    stdout: (text) => {
      printed.stdout += text;
    },
    stderr: (text) => {
      printed.stderr += text;
    },
    stdin: async () => stdin,
  });
  return { status, ...printed };
}
