import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Scope } from "#lib/core/access/actor.ts";

const run = promisify(execFile);

/** `portal …` beside the running portal of the journeys; answers with what it printed. */
export async function portalCommand(...args: string[]): Promise<string> {
  const command = ["--disable-warning=ExperimentalWarning", "lib/cli/portal.js", ...args];
  const { stdout } = await run(process.execPath, command, {
    env: { ...process.env, DATA_DIR: process.env.PORTAL_DATA_DIR },
  });
  return stdout.trim();
}

/** A new API token that acts as the person. */
export function tokenOf(email: string, scopes: Scope[] = ["read", "write"]): Promise<string> {
  return portalCommand(
    ...["token", "create", "--user", email],
    ...["--name", "journey", "--scopes", scopes.join(",")],
  );
}
