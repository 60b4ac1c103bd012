import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { buildWhenNeeded } from "#lib/cli/build.ts";
import { type Child, keepRunning } from "#lib/cli/children.ts";
import { authSecret, dataFolder, lockFolder } from "#lib/cli/data-folder.ts";
import type { Io } from "#lib/cli/io.ts";
import { exitStatus } from "#lib/cli/usage-error.ts";
import { AppError, isAppError } from "#lib/core/errors.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#lib/server/embedded-postgres.ts";
import { env, setEnvironment } from "#lib/server/env.ts";
import { migrate } from "#lib/server/migrate.ts";

/**
 * `portal start`: one supervisor for PostgreSQL (embedded unless DATABASE_URL names one), web and worker. What can be
 * refused is refused before anything is started; SIGTERM ends everything in order within ten seconds.
 */
export function startCommand(args: string[], io: Io): Promise<number> {
  return supervise(args, io, false);
}

/** `portal dev`: the same with reload on every edit. */
export function devCommand(args: string[], io: Io): Promise<number> {
  return supervise(args, io, true);
}

const usage = "portal start [--sample]";

function supervise(args: string[], io: Io, dev: boolean): Promise<number> {
  return exitStatus(io, usage, async () => {
    const { values } = parseArgs({ args, options: { sample: { type: "boolean", default: false } } });
    const say = (line: string) => io.stdout(`${line}\n`);
    if (values.sample) refuseOpenSample();
    await requireFreePort();
    const folder = await dataFolder();
    const unlock = await lockFolder(folder);
    const running: Running = { postgres: null, children: [], ending: false };
    const ended = untilSignal();
    try {
      await Promise.race([begin(running, folder, { dev, sample: values.sample }, say), ended]);
      await ended;
    } finally {
      await end(running);
      await unlock();
    }
  });
}

type Running = { postgres: EmbeddedPostgres | null; children: Child[]; ending: boolean };
type Options = { dev: boolean; sample: boolean };

async function begin(running: Running, folder: string, options: Options, say: (line: string) => void) {
  const variables = {
    AUTH_SECRET: await authSecret(folder),
    NODE_ENV: options.dev ? "development" : "production",
  };
  const database = startDatabase(running, folder);
  const [url] = await Promise.all([database, options.dev ? null : buildWhenNeeded(say)]);
  setEnvironment({
    ...variables,
    DATABASE_URL: url,
    NEXTAUTH_SECRET: variables.AUTH_SECRET,
    NEXTAUTH_URL: env.BASE_URL,
  });
  await migrate(url);
  if (options.sample) await loadSampleOnce(say);
  if (running.ending) return;
  const childVariables = {
    ...variables,
    DATABASE_URL: url,
    NEXTAUTH_SECRET: variables.AUTH_SECRET,
    NEXTAUTH_URL: env.BASE_URL,
    PROJECT_DIR: env.PROJECT_DIR,
  };
  const webArgs = options.dev ? ["--dev"] : [];
  running.children.push(
    keepRunning({ name: "web", file: "web.ts", args: webArgs, variables: childVariables }),
    keepRunning({ name: "worker", file: "worker.ts", variables: childVariables }),
  );
  await untilHealthy();
  say(`Ready: ${env.BASE_URL}`);
  await sayFirstSteps(say);
}

async function startDatabase(running: Running, folder: string): Promise<string> {
  if (env.DATABASE_URL) return env.DATABASE_URL;
  running.postgres = await startEmbeddedPostgres(folder);
  void reviveDatabase(running, folder);
  return running.postgres.url;
}

/** A server that somebody killed is started again on its port, so that web and worker find it where it was. */
async function reviveDatabase(running: Running, folder: string): Promise<void> {
  while (running.postgres) {
    await running.postgres.gone;
    if (running.ending) return;
    const port = Number(new URL(running.postgres.url).port);
    running.postgres = await startEmbeddedPostgres(folder, port);
  }
}

async function end(running: Running): Promise<void> {
  running.ending = true;
  await Promise.all(running.children.map((child) => child.stop(5_000)));
  await running.postgres?.stop();
}

function refuseOpenSample(): void {
  if (["127.0.0.1", "::1", "localhost"].includes(env.HOST)) return;
  throw new AppError(
    "FORBIDDEN",
    `The sample plan comes with sample accounts, so it only starts on this machine. Leave HOST unset (it is ${env.HOST}).`,
  );
}

function requireFreePort(): Promise<void> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => fail(portRefusal(error)));
    server.listen(env.PORT, env.HOST, () => server.close(() => done()));
  });
}

function portRefusal(error: NodeJS.ErrnoException): AppError {
  const place = `port ${env.PORT} of ${env.HOST}`;
  const messages: Record<string, string> = {
    EADDRINUSE: `Something is listening on ${place} already. Stop it, or set PORT to another number.`,
    EACCES: `This account may not listen on ${place}. Set PORT to a number above 1023.`,
    EADDRNOTAVAIL: `${env.HOST} is not an address of this machine. Set HOST to one that is.`,
    ENOTFOUND: `${env.HOST} is not an address of this machine. Set HOST to one that is.`,
  };
  return new AppError(
    "CONFLICT",
    messages[error.code ?? ""] ?? `The portal cannot listen on ${place}: ${error.message}.`,
  );
}

async function untilHealthy(): Promise<void> {
  const address = `http://${env.HOST.includes(":") ? `[${env.HOST}]` : env.HOST.replace("0.0.0.0", "127.0.0.1")}:${env.PORT}/api/health`;
  for (let attempt = 0; attempt < 600; attempt++) {
    const response = await fetch(address, { signal: AbortSignal.timeout(30_000) }).catch(() => null);
    if (response?.ok) return;
    await sleep(200);
  }
  throw new AppError("UNAVAILABLE", "The portal does not get ready. What its processes said stands above.");
}

async function loadSampleOnce(say: (line: string) => void): Promise<void> {
  const { loadSample } = await import("#prisma/sample/load.ts");
  try {
    const { accounts } = await loadSample(systemActor("start"), { accounts: true, now: new Date() });
    say(
      "The sample plan is loaded. Its numbers are simulated. Sample accounts, with passwords shown only now:",
    );
    for (const { role, email, password } of accounts) say(`  ${role.padEnd(10)}${email}  ${password}`);
  } catch (error) {
    if (!isAppError(error) || error.code !== "CONFLICT") throw error;
    say(`The sample plan was not loaded: ${error.message}`);
  }
}

async function sayFirstSteps(say: (line: string) => void): Promise<void> {
  const { createSetupLink } = await import("#lib/users/commands/create-setup-link.ts");
  try {
    const { path } = await createSetupLink(systemActor("start"));
    say(`Make the first account here, once: ${env.BASE_URL}${path}`);
  } catch (error) {
    if (!isAppError(error) || error.code !== "CONFLICT") throw error;
  }
}

/** Whoever asks again, as a terminal does that asks all of a command's processes, does not cut the ending short. */
function untilSignal(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => done());
  });
}
