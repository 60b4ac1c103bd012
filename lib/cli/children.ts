import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { childEnvironment, env } from "#lib/server/env.ts";
import { log } from "#lib/server/log.ts";

export type Child = {
  /** Asks it to end, and ends it after `graceMs`. */
  stop: (graceMs: number) => Promise<void>;
};

type ChildOptions = { name: string; file: string; args?: string[]; variables: Record<string, string> };

const longestPauseMs = 10_000;
const steadyMs = 30_000;

/** Keeps a process running: one that dies is started again, after a pause that grows while it keeps dying. */
export function keepRunning({ name, file, args = [], variables }: ChildOptions): Child {
  let ending = false;
  let current: ChildProcess | null = null;
  let pauseMs = 250;
  const once = () =>
    new Promise<void>((done) => {
      current = fork(join(env.PROJECT_DIR, "lib", "cli", file), args, {
        cwd: env.PROJECT_DIR,
        env: childEnvironment(variables),
        execArgv: ["--disable-warning=ExperimentalWarning"],
        stdio: ["ignore", "inherit", "inherit", "ipc"],
      });
      current.once("exit", () => done());
    });
  const loop = async () => {
    while (!ending) {
      const startedAt = Date.now();
      await once();
      if (ending) return;
      if (Date.now() - startedAt > steadyMs) pauseMs = 250;
      log.warn("process.restarted", { name, pauseMs });
      await sleep(pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    }
  };
  const finished = loop();
  const stop = async (graceMs: number) => {
    ending = true;
    current?.kill("SIGTERM");
    const killer = setTimeout(() => current?.kill("SIGKILL"), graceMs);
    await Promise.race([finished, sleep(graceMs + 500)]);
    clearTimeout(killer);
  };
  return { stop };
}
