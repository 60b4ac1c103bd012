import { parseArgs } from "node:util";
import { isAppError } from "#lib/core/errors.ts";
import type { Io } from "./io.ts";

/** Wrong usage of a command: exit status 2. */
export class UsageError extends Error {}

/** For commands that take no arguments: refuses any. */
export function noArguments(args: string[]): void {
  parseArgs({ args, options: {} });
}

/**
 * Runs a command's body; turns what it throws into one line on standard error and the exit status. No command has an
 * option of its own that asks for help, so wherever one stands its usage is printed and nothing is done.
 */
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
    if (asksForHelp(error)) {
      io.stdout(`${usage}\n`);
      return 0;
    }
    if (error instanceof UsageError || isParseArgsError(error)) {
      io.stderr(`${oneLine(message)} Usage: ${usage}\n`);
      return 2;
    }
    throw error;
  }
}

function isParseArgsError(error: unknown): error is Error & { code: string } {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return typeof code === "string" && code.startsWith("ERR_PARSE_ARGS_");
}

function asksForHelp(error: unknown): boolean {
  return isParseArgsError(error) && /^Unknown option '(--help|-h)'/.test(error.message);
}

function oneLine(message: string): string {
  // Node's own advice on dashes helps nobody who mistyped an option.
  const line = message
    .replace(/\. To specify a positional argument starting with.*$/s, "")
    .replaceAll(/\s*\n\s*/g, " ")
    .trim();
  return /[.!?]$/.test(line) ? line : `${line}.`;
}
