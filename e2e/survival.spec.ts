import { execFile, spawn } from "node:child_process";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { newFolder } from "#lib/testing/new-folder.ts";
import { freePort } from "./portal.ts";
import { expect, test } from "./signed-in.ts";

const node = ["--disable-warning=ExperimentalWarning", "lib/cli/portal.js"];
const run = promisify(execFile);

test.describe("a portal that is killed in the middle of writes", () => {
  test.setTimeout(300_000);

  test("keeps every write that it acknowledged, whoever was killed", async () => {
    const folder = await newFolder("e2e");
    const port = await freePort();
    const variables = { ...process.env, PORT: String(port), DATA_DIR: folder, LOG_LEVEL: "error" };
    const portal = (...args: string[]) => run(process.execPath, [...node, ...args], { env: variables });
    let supervisor = start(variables);
    try {
      await untilHealthy(port);
      await portal("user", "create", "--email", "ann@example.org", "--name", "Ann", "--role", "lead");
      const made = await portal(
        "token",
        "create",
        "--user",
        "ann@example.org",
        "--name",
        "t",
        "--scopes",
        "read,write",
      );
      const writer = startWriter(port, made.stdout.trim());

      await writer.acknowledgedMore();
      await kill(await childOf(supervisor.pid ?? 0, "web.ts"));
      await untilHealthy(port);
      await writer.acknowledgedMore();
      await kill(await postmasterOf(folder));
      await untilHealthy(port);
      await writer.acknowledgedMore();
      await kill(supervisor.pid ?? 0);
      supervisor = start(variables);
      await untilHealthy(port);
      await writer.acknowledgedMore();

      const acknowledged = await writer.stop();
      const stored = await everySystem(port, made.stdout.trim());
      expect(acknowledged.filter((key) => !stored.has(key))).toEqual([]);
    } finally {
      await stop(supervisor);
      await rm(folder, { recursive: true, force: true });
    }
  });

  test("ends within ten seconds when it is asked to, also twice, and leaves no database behind", async () => {
    const folder = await newFolder("e2e");
    const port = await freePort();
    // With the sample, with which a second signal once ended the supervisor before its database.
    const supervisor = start({ ...process.env, PORT: String(port), DATA_DIR: folder }, "--sample");
    await untilHealthy(port);
    const postmaster = await postmasterOf(folder);
    const asked = Date.now();
    const ended = stop(supervisor);
    await sleep(100);
    supervisor.kill("SIGTERM");
    await ended;
    expect(Date.now() - asked).toBeLessThan(10_000);
    expect(supervisor.exitCode).toBe(0);
    expect((await processes()).map(({ pid }) => pid)).not.toContain(postmaster);
    await rm(folder, { recursive: true, force: true });
  });
});

function start(variables: NodeJS.ProcessEnv, ...args: string[]) {
  return spawn(process.execPath, [...node, "start", ...args], { env: variables, stdio: "ignore" });
}

function stop(child: ReturnType<typeof start>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once("exit", () => done());
    child.kill("SIGTERM");
  });
}

async function kill(pid: number): Promise<void> {
  expect(pid).toBeGreaterThan(0);
  process.kill(pid, "SIGKILL");
  await sleep(200);
}

async function postmasterOf(folder: string): Promise<number> {
  return Number((await readFile(join(folder, "postgres", "postmaster.pid"), "utf8")).split("\n")[0]);
}

async function childOf(pid: number, name: string): Promise<number> {
  const found = (await processes()).find((one) => one.parent === pid && one.command.includes(name));
  return found?.pid ?? 0;
}

type Process = { pid: number; parent: number; command: string };

/** From /proc, since a bare machine has no `ps`; where there is no /proc, `ps` is part of the system. */
async function processes(): Promise<Process[]> {
  const entries = await readdir("/proc").catch(() => null);
  if (entries === null) return listedByPs();
  const read = entries.filter((entry) => /^\d+$/.test(entry)).map(processOf);
  return (await Promise.all(read)).filter((one) => one !== null);
}

/** Null for one that has ended meanwhile. */
async function processOf(pid: string): Promise<Process | null> {
  try {
    const status = await readFile(`/proc/${pid}/status`, "utf8");
    const command = (await readFile(`/proc/${pid}/cmdline`, "utf8")).replaceAll("\0", " ");
    return { pid: Number(pid), parent: Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0), command };
  } catch {
    return null;
  }
}

async function listedByPs(): Promise<Process[]> {
  const { stdout } = await run("ps", ["-eo", "pid=,ppid=,args="]);
  return stdout.split("\n").flatMap((line) => {
    const [, pid, parent, command = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid && parent ? [{ pid: Number(pid), parent: Number(parent), command }] : [];
  });
}

async function untilHealthy(port: number): Promise<void> {
  await expect
    .poll(
      () =>
        fetch(`http://127.0.0.1:${port}/api/health`, { signal: AbortSignal.timeout(5_000) }).then(
          (response) => response.status,
          () => 0,
        ),
      { timeout: 60_000, intervals: [200] },
    )
    .toBe(200);
}

/** Adds systems without a pause; remembers the keys that were acknowledged with 201. */
function startWriter(port: number, token: string) {
  const acknowledged: string[] = [];
  let running = true;
  const write = async () => {
    for (let count = 0; running && count < 20_000; count++) {
      const key = `system-${count}`;
      const response = await fetch(`http://127.0.0.1:${port}/api/v1/systems`, {
        method: "POST",
        headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
        body: JSON.stringify({ key, name: `System ${count}` }),
        signal: AbortSignal.timeout(5_000),
      }).catch(() => null);
      if (response?.status === 201) acknowledged.push(key);
      else await sleep(50);
    }
  };
  const finished = write();
  return {
    /** Waits for twenty more: the next kill then comes in the middle of writes, however slow the machine is. */
    acknowledgedMore: () =>
      expect
        .poll(() => acknowledged.length, { timeout: 60_000 })
        .toBeGreaterThanOrEqual(acknowledged.length + 20),
    stop: async () => {
      running = false;
      await finished;
      return acknowledged;
    },
  };
}

async function everySystem(port: number, token: string): Promise<Set<string>> {
  const keys = new Set<string>();
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({ limit: "200", ...(cursor ? { cursor } : {}) });
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/systems?${query}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    const page = (await response.json()) as { items: { key: string }[]; nextCursor: string | null };
    for (const item of page.items) keys.add(item.key);
    cursor = page.nextCursor;
  } while (cursor);
  return keys;
}
