import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { AppError } from "#lib/core/errors.ts";
import { freePort, runningPostgres } from "#lib/server/embedded-postgres.ts";
import { childEnvironment, env } from "#lib/server/env.ts";

/** A portal with an empty plan, on a data directory and a port of its own; nothing of it is left afterwards. */
export type OwnPortal = {
  url: string;
  /** Of its embedded PostgreSQL. */
  databaseUrl: string;
  lead: { email: string; password: string; token: string };
  stop: () => Promise<void>;
};

export async function startOwnPortal(say: (line: string) => void): Promise<OwnPortal> {
  const folder = await mkdtemp(join(tmpdir(), "portal-example-"));
  // PostgreSQL may run under another account, which has to enter it.
  await chmod(folder, 0o755);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const variables = {
    DATA_DIR: folder,
    PORT: String(port),
    HOST: "127.0.0.1",
    BASE_URL: url,
    DATABASE_URL: "",
  };
  const child = portal(["start"], variables);
  child.stderr?.pipe(process.stderr);
  const stop = async () => {
    await ended(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(child, say);
    const databaseUrl = await runningPostgres(folder);
    if (!databaseUrl) throw new AppError("UNAVAILABLE", "The portal's PostgreSQL does not answer.");
    return { url, databaseUrl, lead: await makeLead(variables), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function portal(args: string[], variables: Record<string, string>): ChildProcess {
  const main = join(env.PROJECT_DIR, "lib", "cli", "portal.js");
  const node = ["--disable-warning=ExperimentalWarning", main, ...args];
  return spawn(process.execPath, node, {
    cwd: env.PROJECT_DIR,
    env: childEnvironment({ LOG_LEVEL: "warn", ...variables }),
    stdio: ["pipe", "pipe", "pipe"],
  });
}

async function untilReady(child: ChildProcess, say: (line: string) => void): Promise<void> {
  if (!child.stdout) throw new AppError("INTERNAL", "The portal cannot be listened to.");
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith("Ready:")) {
      child.stdout.resume();
      return;
    }
    if (line.startsWith("Building")) say(line);
  }
  throw new AppError("UNAVAILABLE", "The portal ended before it was ready. What it said stands above.");
}

/** The accounts are made as anybody would make them: by `portal user` and `portal token` beside the running portal. */
async function makeLead(variables: Record<string, string>): Promise<OwnPortal["lead"]> {
  const email = "lead@example.org";
  const password = randomBytes(12).toString("base64url");
  const person = ["--email", email, "--name", "Example lead", "--role", "lead", "--password-stdin"];
  await said(portal(["user", "create", ...person], variables), password);
  const scopes = ["--user", email, "--name", "example", "--scopes", "read,write", "--expires", "1d"];
  const token = (await said(portal(["token", "create", ...scopes], variables))).trim();
  return { email, password, token };
}

async function said(child: ChildProcess, input = ""): Promise<string> {
  child.stdin?.end(input);
  const [output, complaint, code] = await Promise.all([
    child.stdout ? text(child.stdout) : "",
    child.stderr ? text(child.stderr) : "",
    new Promise<number | null>((done) => child.once("close", done)),
  ]);
  if (code !== 0) throw new AppError("UNAVAILABLE", `The account could not be made: ${complaint.trim()}`);
  return output;
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once("exit", () => done());
    child.kill("SIGTERM");
  });
}
