import { isAppError } from "#lib/core/errors.ts";
import type { Io } from "./io.ts";

/** Wrong usage of a command: exit status 2. */
export class UsageError extends Error {}

/** Runs a command's body; turns what it throws into one line on standard error and the exit status. */
export async function exitStatus(io: Io, usage: string, body: () => Promise<void>): Promise<number> {
  try {
    await body();
    return 0;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (isAppError(error)) {
      io.stderr(`${oneLine(message)}\n`);
      return 1;
    }
    if (error instanceof UsageError || isParseArgsError(error)) {
      io.stderr(`${oneLine(message)} Usage: ${usage}\n`);
      return 2;
    }
    throw error;
  }
}

function isParseArgsError(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return typeof code === "string" && code.startsWith("ERR_PARSE_ARGS_");
}

function oneLine(message: string): string {
  const line = message.replaceAll(/\s*\n\s*/g, " ").trim();
  return /[.!?]$/.test(line) ? line : `${line}.`;
}
