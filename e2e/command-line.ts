import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Scope } from "#lib/core/access/actor.ts";

const run = promisify(execFile);

async function commandOn(dataDir: string | undefined, ...args: string[]): Promise<string> {
  const command = ["--disable-warning=ExperimentalWarning", "lib/cli/portal.js", ...args];
  const { stdout } = await run(process.execPath, command, {
    env: { ...process.env, DATA_DIR: dataDir },
  });
  return stdout.trim();
}

/** A new API token that acts as the person, in the portal of the journeys or in one of a journey's own. */
export function tokenOf(
  email: string,
  scopes: Scope[] = ["read", "write"],
  dataDir = process.env.PORTAL_DATA_DIR,
): Promise<string> {
  return commandOn(
    dataDir,
    ...["token", "create", "--user", email],
    ...["--name", "journey", "--scopes", scopes.join(",")],
  );
}
