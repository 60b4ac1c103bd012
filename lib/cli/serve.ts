import { buildWhenNeeded } from "#lib/cli/build.ts";
import { authSecret, dataFolder } from "#lib/cli/data-folder.ts";
import type { Io } from "#lib/cli/io.ts";
import { exitStatus, noArguments } from "#lib/cli/usage-error.ts";
import { AppError } from "#lib/core/errors.ts";
import { env, setEnvironment } from "#lib/server/env.ts";
import { migrate } from "#lib/server/migrate.ts";

/** `portal web`: one web process without a supervisor, for containers. Any number may run on one database. */
export function webCommand(args: string[], io: Io): Promise<number> {
  return serve("portal web", args, io, () => import("./web.ts"));
}

/** `portal worker`: one worker process, for containers. */
export function workerCommand(args: string[], io: Io): Promise<number> {
  return serve("portal worker", args, io, () => import("./worker.ts"));
}

/** `portal build`: builds the web pages ahead of the first start. */
export function buildCommand(args: string[], io: Io): Promise<number> {
  return exitStatus(io, "portal build", async () => {
    noArguments(args);
    await buildWhenNeeded((line) => io.stdout(`${line}\n`));
  });
}

function serve(usage: string, args: string[], io: Io, load: () => Promise<unknown>): Promise<number> {
  return exitStatus(io, usage, async () => {
    noArguments(args);
    if (!env.DATABASE_URL) {
      throw new AppError(
        "UNAVAILABLE",
        "Set DATABASE_URL: only `portal start` brings a PostgreSQL of its own.",
      );
    }
    const secret = env.AUTH_SECRET || (await authSecret(await dataFolder()));
    setEnvironment({
      NODE_ENV: "production",
      AUTH_SECRET: secret,
      NEXTAUTH_SECRET: secret,
      NEXTAUTH_URL: env.BASE_URL,
    });
    await migrate(env.DATABASE_URL);
    await load();
    await new Promise(() => {});
  });
}
