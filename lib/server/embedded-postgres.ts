/**
 * A real PostgreSQL in the data directory, for those who bring none.
 *
 * The cluster is made in `postgres.new` and renamed when it is whole, so a half-made one is never taken for a database.
 * It listens on a free port of 127.0.0.1 only, with a password that lies beside it. A server that outlived its killed
 * supervisor is stopped in an orderly way and started anew: what it acknowledged is in its log and so comes back.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readFile, readlink, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { basename, dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { AppError } from "#lib/core/errors.ts";
import {
  type Account,
  type Binaries,
  findBinaries,
  giveTo,
  isReachable,
  lentAccount,
  withinReach,
} from "#lib/server/postgres-binaries.ts";

export type EmbeddedPostgres = {
  url: string;
  /** Ends all sessions and waits until everything is on disk. */
  stop: () => Promise<void>;
  /** Settles when the server has gone, whoever ended it. */
  gone: Promise<void>;
};

const majorVersion = "18";

/** Starts the server on the data directory, making the cluster first where there is none. */
export async function startEmbeddedPostgres(dataDir: string, fixedPort?: number): Promise<EmbeddedPostgres> {
  const account = await lentAccount();
  const binaries = await findBinaries(account);
  const folder = await realFolder(await clusterFolder(resolve(dataDir), account));
  const password = await passwordOf(dataDir);
  if (!(await exists(join(folder, "PG_VERSION")))) await makeCluster(binaries, folder, password, account);
  await refuseOtherVersion(folder);
  await stopOrphan(folder);
  const port = fixedPort ?? (await freePort());
  const server = spawnServer(binaries, folder, port, account, join(dataDir, "postgres.log"));
  const url = `postgresql://portal:${password}@127.0.0.1:${port}/portal`;
  await untilReady(url, server, dataDir);
  await writeFile(connectionFile(dataDir), JSON.stringify({ url }), { mode: 0o600 });
  return server.handle(url);
}

/** The address of the server that a running portal has on this data directory; null when none answers. */
export async function runningPostgres(dataDir: string): Promise<string | null> {
  try {
    const { url } = JSON.parse(await readFile(connectionFile(dataDir), "utf8")) as { url: string };
    await ping(url);
    return url;
  } catch {
    return null;
  }
}

function connectionFile(dataDir: string): string {
  return join(dataDir, "postgres.json");
}

/** `postgres` in the data directory, or behind a link where PostgreSQL's account could not reach it. */
async function clusterFolder(dataDir: string, account: Account): Promise<string> {
  const folder = join(dataDir, "postgres");
  if (!account || (await exists(folder)) || (await isReachable(dataDir, account))) return folder;
  const target = join(withinReach, `data-${Buffer.from(dataDir).toString("base64url").slice(-40)}`);
  await mkdir(target, { recursive: true, mode: 0o755 });
  await giveTo(account, target);
  await symlink(join(target, "postgres"), folder);
  return folder;
}

async function passwordOf(dataDir: string): Promise<string> {
  const file = join(dataDir, "postgres-password");
  if (!(await exists(file))) await writeFile(file, randomBytes(24).toString("base64url"), { mode: 0o600 });
  return (await readFile(file, "utf8")).trim();
}

async function makeCluster(
  binaries: Binaries,
  folder: string,
  password: string,
  account: Account,
): Promise<void> {
  if (await exists(folder)) {
    throw new AppError(
      "CONFLICT",
      `${folder} is there and is not a PostgreSQL cluster. Move it away, or set DATA_DIR to another folder.`,
    );
  }
  const half = join(dirname(folder), `${basename(folder)}.new`);
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { mode: 0o700 });
  await giveTo(account, half);
  const passwordFile = join(dirname(folder), "initial-password");
  await writeFile(passwordFile, password, { mode: 0o600 });
  await giveTo(account, passwordFile);
  try {
    await run(binaries.initdb, initdbOptions(half, passwordFile), account);
    await rename(half, folder);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

function initdbOptions(folder: string, passwordFile: string): string[] {
  const auth = ["--auth=scram-sha-256", `--pwfile=${passwordFile}`, "--username=portal"];
  return [
    "-D",
    folder,
    ...auth,
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
  ];
}

async function refuseOtherVersion(folder: string): Promise<void> {
  const version = (await readFile(join(folder, "PG_VERSION"), "utf8")).trim();
  if (version === majorVersion) return;
  throw new AppError(
    "CONFLICT",
    `${folder} was made by PostgreSQL ${version}, this is PostgreSQL ${majorVersion}. Start the version of the portal that made it, take a backup, and restore it here.`,
  );
}

/** A server whose supervisor was killed still runs; its clients are gone, so it is asked to end. */
async function stopOrphan(folder: string): Promise<void> {
  const file = join(folder, "postmaster.pid");
  const text = await readFile(file, "utf8").catch(() => "");
  const pid = Number(text.split("\n")[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !(await isPostgres(pid))) return;
  process.kill(pid, "SIGINT");
  for (let waited = 0; waited < 100; waited++) {
    if (!isAlive(pid)) return;
    await sleep(100);
  }
  throw new AppError(
    "CONFLICT",
    `A PostgreSQL (process ${pid}) runs on ${folder} and does not end. Stop it first.`,
  );
}

async function isPostgres(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const command = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "postgres");
  return command.startsWith("postgres");
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

type Server = { child: ChildProcess; lastLine: () => string; handle: (url: string) => EmbeddedPostgres };

function spawnServer(
  binaries: Binaries,
  folder: string,
  port: number,
  account: Account,
  logFile: string,
): Server {
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    shared_preload_libraries: "pg_stat_statements",
    max_connections: "60",
    // The planner's own 4 is for turning disks; with it, filters over a large table are not read from their index.
    random_page_cost: "1.1",
    log_min_messages: "warning",
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  // A group of its own: Ctrl C reaches the supervisor alone, which ends the server after its clients.
  const child = spawn(binaries.postgres, ["-D", folder, "-p", String(port), ...options], {
    ...(account ?? {}),
    cwd: "/",
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let last = "";
  const logStream = createWriteStream(logFile, { flags: "a", mode: 0o600 }).on("error", () => {});
  child.stderr?.on("data", (data: Buffer) => {
    logStream.write(data);
    last = data.toString().trim().split("\n").at(-1) ?? last;
  });
  const gone = new Promise<void>((done) => {
    child.once("exit", () => done());
    child.once("error", (error) => {
      last = error.message;
      done();
    });
  });
  const stop = async () => {
    if (child.exitCode === null) child.kill("SIGINT");
    await gone;
  };
  return { child, lastLine: () => last, handle: (url) => ({ url, gone, stop }) };
}

async function untilReady(url: string, server: Server, dataDir: string): Promise<void> {
  const maintenance = url.replace(/\/portal$/, "/postgres");
  for (let attempt = 0; attempt < 600; attempt++) {
    if (server.child.exitCode !== null || server.child.signalCode !== null)
      throw startFailure(server, dataDir);
    try {
      await ping(maintenance);
      await createDatabase(maintenance);
      return;
    } catch (error) {
      if (error instanceof AppError) throw error;
      await sleep(50);
    }
  }
  server.child.kill("SIGQUIT");
  throw new AppError("UNAVAILABLE", `PostgreSQL does not get ready. See ${join(dataDir, "postgres.log")}.`);
}

function startFailure(server: Server, dataDir: string): AppError {
  const reason = server.lastLine().replace(/^.*?(FATAL|PANIC|ERROR|HINT|LOG):\s*/, "");
  return new AppError(
    "UNAVAILABLE",
    `PostgreSQL could not start: ${reason || "no reason given"} (see ${join(dataDir, "postgres.log")}).`,
  );
}

async function ping(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("SELECT 1");
  } finally {
    await client.end().catch(() => {});
  }
}

async function createDatabase(maintenance: string): Promise<void> {
  const client = new pg.Client({ connectionString: maintenance });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'portal'");
    if (rowCount === 0) await client.query("CREATE DATABASE portal");
  } finally {
    await client.end();
  }
}

export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });
}

function run(program: string, options: string[], account: Account): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(program, options, {
      ...(account ?? {}),
      cwd: "/",
      stdio: ["ignore", "ignore", "pipe"],
    });
    let errors = "";
    child.stderr?.on("data", (data: Buffer) => {
      errors += data.toString();
    });
    child.once("error", fail);
    child.once("exit", (code) => {
      if (code === 0) return done();
      const reason =
        errors
          .trim()
          .split("\n")
          .find((text) => /error|could not|No space/i.test(text)) ?? errors.trim();
      fail(new AppError("UNAVAILABLE", `The PostgreSQL cluster could not be made: ${reason}.`));
    });
  });
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** A link to a folder that is not there yet leads to where the folder will be. */
async function realFolder(folder: string): Promise<string> {
  return readlink(folder).catch(() => folder);
}
