import { execFile, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { freePort } from "./portal.ts";
import { expect, test } from "./signed-in.ts";

const node = ["--disable-warning=ExperimentalWarning", "lib/cli/portal.js"];
const run = promisify(execFile);

test.describe("a portal that is killed in the middle of writes", () => {
  test.setTimeout(180_000);

  test("keeps every write that it acknowledged, whoever was killed", async () => {
    const folder = await mkdtemp(join(tmpdir(), "portal-kill-"));
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

      await sleep(1_500);
      await kill(await childOf(supervisor.pid ?? 0, "web.ts"));
      await untilHealthy(port);
      await sleep(1_000);
      await kill(await postmasterOf(folder));
      await untilHealthy(port);
      await sleep(1_000);
      await kill(supervisor.pid ?? 0);
      await sleep(500);
      supervisor = start(variables);
      await untilHealthy(port);
      await sleep(1_000);

      const acknowledged = await writer.stop();
      expect(acknowledged.length).toBeGreaterThan(50);
      const stored = await everySystem(port, made.stdout.trim());
      expect(acknowledged.filter((key) => !stored.has(key))).toEqual([]);
    } finally {
      await stop(supervisor);
      await rm(folder, { recursive: true, force: true });
    }
  });

  test("ends within ten seconds when it is asked to", async () => {
    const folder = await mkdtemp(join(tmpdir(), "portal-end-"));
    const port = await freePort();
    const supervisor = start({ ...process.env, PORT: String(port), DATA_DIR: folder });
    await untilHealthy(port);
    const asked = Date.now();
    await stop(supervisor);
    expect(Date.now() - asked).toBeLessThan(10_000);
    expect(supervisor.exitCode).toBe(0);
    await rm(folder, { recursive: true, force: true });
  });
});

test.describe("a start that cannot be is refused with one clear line", () => {
  const cases: {
    name: string;
    prepare: (folder: string) => Promise<Record<string, string>>;
    words: RegExp;
  }[] = [
    { name: "a malformed port", prepare: async () => ({ PORT: "eighty" }), words: /PORT must be a number/ },
    {
      name: "a wrong DATABASE_URL",
      prepare: async () => ({ DATABASE_URL: "postgresql://nobody:x@127.0.0.1:1/none" }),
      words: /database does not answer/,
    },
    {
      name: "a malformed DATABASE_URL",
      prepare: async () => ({ DATABASE_URL: "mysql://x" }),
      words: /DATABASE_URL must be an address/,
    },
    {
      name: "a file where the data directory should be",
      prepare: async (folder) => {
        await writeFile(join(folder, "taken"), "");
        return { DATA_DIR: join(folder, "taken") };
      },
      words: /cannot be written/,
    },
    {
      name: "a data directory that holds something else",
      prepare: async (folder) => {
        await mkdir(join(folder, "postgres"));
        await writeFile(join(folder, "postgres", "notes.txt"), "mine");
        return {};
      },
      words: /is not a PostgreSQL cluster/,
    },
    {
      name: "a cluster of another version",
      prepare: async (folder) => {
        await mkdir(join(folder, "postgres"));
        await writeFile(join(folder, "postgres", "PG_VERSION"), "14\n");
        return {};
      },
      words: /made by PostgreSQL 14/,
    },
  ];

  for (const { name, prepare, words } of cases) {
    test(name, async () => {
      const folder = await mkdtemp(join(tmpdir(), "portal-refusal-"));
      const port = String(await freePort());
      const answer = await refusal({ PORT: port, DATA_DIR: folder, ...(await prepare(folder)) });
      expect(answer.stderr.trim().split("\n")).toHaveLength(1);
      expect(answer.stderr).toMatch(words);
      expect(answer.code).toBe(1);
      await rm(folder, { recursive: true, force: true });
    });
  }

  test("a taken port", async () => {
    const server = await new Promise<Server>((done) => {
      const made = createServer().listen(0, "127.0.0.1", () => done(made));
    });
    const address = server.address();
    const port = typeof address === "object" && address ? String(address.port) : "";
    const answer = await refusal({ PORT: port, DATA_DIR: join(tmpdir(), "portal-never-made") });
    server.close();
    expect(answer).toMatchObject({ code: 1 });
    expect(answer.stderr).toMatch(/listening on port \d+ of 127\.0\.0\.1 already/);
  });

  test("the sample on an address that others reach", async () => {
    const answer = await refusal({ HOST: "0.0.0.0", PORT: "0" }, ["--sample"]);
    expect(answer.stderr).toMatch(/only starts on this machine/);
  });
});

async function refusal(variables: Record<string, string>, args: string[] = []) {
  try {
    await run(process.execPath, [...node, "start", ...args], {
      env: { ...process.env, ...variables },
      timeout: 60_000,
    });
    return { code: 0, stderr: "" };
  } catch (error) {
    const failed = error as { code: number; stderr: string };
    return { code: failed.code, stderr: failed.stderr };
  }
}

function start(variables: NodeJS.ProcessEnv) {
  return spawn(process.execPath, [...node, "start"], { env: variables, stdio: "ignore" });
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
  const { stdout } = await run("ps", ["-eo", "pid=,ppid=,args="]);
  const line = stdout
    .split("\n")
    .find((text) => text.includes(name) && text.trim().split(/\s+/)[1] === String(pid));
  return Number(line?.trim().split(/\s+/)[0] ?? 0);
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
