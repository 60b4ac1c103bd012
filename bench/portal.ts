import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { childEnvironment } from "#lib/server/env.ts";

export type RunningPortal = {
  url: string;
  /** Until it said that it is ready. */
  milliseconds: number;
  output: string;
  stop: () => Promise<void>;
};

const main = fileURLToPath(new URL("../lib/cli/main.ts", import.meta.url));

/** Starts a portal of the bench's own, on its own data directory and port, and waits until it is ready. */
export async function startPortal(dataDir: string, port: number, args: string[]): Promise<RunningPortal> {
  const begun = performance.now();
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", main, "start", ...args], {
    env: childEnvironment({ DATA_DIR: dataDir, PORT: String(port), HOST: "127.0.0.1", DATABASE_URL: "" }),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const output = await untilReady(child);
  return {
    url: `http://127.0.0.1:${port}`,
    milliseconds: performance.now() - begun,
    output,
    stop: () => stopped(child),
  };
}

function untilReady(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let output = "";
    child.once("exit", (code) => fail(new Error(`The portal ended with status ${code}: ${output}`)));
    child.stdout?.on("data", (data: Buffer) => {
      output += data.toString();
      if (output.includes("Ready: ")) done(output);
    });
  });
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null) return done();
    child.once("exit", () => done());
    child.kill("SIGTERM");
  });
}

/** The address and password of a sample account, as the start printed them. */
export function sampleAccount(output: string, role: string): { email: string; password: string } {
  const found = new RegExp(`^\\s*${role}\\s+(\\S+@\\S+)\\s+(\\S+)\\s*$`, "m").exec(output);
  if (!found?.[1] || !found[2]) throw new Error(`The start printed no sample account for ${role}.`);
  return { email: found[1], password: found[2] };
}

/** Signs in as a browser does and returns the cookies to send. */
export async function signIn(url: string, account: { email: string; password: string }): Promise<string> {
  const first = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await first.json()) as { csrfToken: string };
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { Cookie: cookiesOf(first), "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken, ...account, callbackUrl: "/" }),
  });
  const cookies = cookiesOf(answer);
  if (!cookies.includes("session-token=")) throw new Error(`Signing in as ${account.email} did not work.`);
  return cookies;
}

function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}
