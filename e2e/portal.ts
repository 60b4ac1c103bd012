import { type ChildProcess, spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { newFolder } from "#lib/testing/new-folder.ts";

/** Starts the real portal with the sample plan, as `npm start -- --sample` does, for all journeys. */
export default async function setup(): Promise<() => Promise<void>> {
  const portal = await startPortal(["--sample"]);
  process.env.PORTAL_URL = portal.url;
  process.env.PORTAL_ACCOUNTS = JSON.stringify(portal.accounts);
  process.env.PORTAL_DATA_DIR = portal.dataDir;
  return portal.stop;
}

export type Account = { email: string; password: string };
export type Portal = {
  url: string;
  dataDir: string;
  accounts: Record<string, Account>;
  /** Where the first account is made; null once there is one. */
  setUpLink: string | null;
  stop: () => Promise<void>;
};

type StartOptions = {
  /** An existing data directory; else a new one. */
  dataDir?: string;
  /** Leaves the data directory when the portal is stopped. */
  keep?: boolean;
};

export async function startPortal(args: string[], { dataDir, keep }: StartOptions = {}): Promise<Portal> {
  const folder = dataDir ?? (await newFolder("e2e"));
  const port = await freePort();
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", "lib/cli/portal.js", "start", ...args],
    {
      env: { ...process.env, PORT: String(port), DATA_DIR: folder, LOG_LEVEL: "warn" },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const stop = async () => {
    await ended(child);
    if (!keep) await rm(folder, { recursive: true, force: true });
  };
  try {
    return { ...(await untilReady(child, port)), dataDir: folder, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function untilReady(child: ChildProcess, port: number): Promise<Omit<Portal, "stop" | "dataDir">> {
  const accounts: Record<string, Account> = {};
  const lines = createInterface({ input: child.stdout ?? process.stdin });
  for await (const line of lines) {
    const [, role, email, password] = /^ {2}(\w+)\s+(\S+@\S+)\s+(\S+)$/.exec(line) ?? [];
    if (role && email && password) accounts[role] = { email, password };
    if (!line.startsWith("Ready:")) continue;
    const url = `http://127.0.0.1:${port}`;
    const first = Object.keys(accounts).length > 0 ? null : await nextLine(lines);
    return { url, accounts, setUpLink: first?.match(/https?:\S+/)?.[0] ?? null };
  }
  throw new Error("The portal ended before it was ready.");
}

async function nextLine(lines: AsyncIterable<string>): Promise<string | null> {
  for await (const line of lines) return line;
  return null;
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once("exit", () => done());
    child.kill("SIGTERM");
  });
}

export function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });
}
