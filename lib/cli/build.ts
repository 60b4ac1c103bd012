import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { AppError } from "#lib/core/errors.ts";
import { childEnvironment, env } from "#lib/server/env.ts";

/** Builds the web when the sources are not those of the last build. Answers whether it did. */
export async function buildWhenNeeded(say: (line: string) => void): Promise<boolean> {
  const mark = join(env.PROJECT_DIR, ".next", "portal-build");
  const sources = await sourcesHash();
  if ((await readFile(mark, "utf8").catch(() => "")) === sources) return false;
  say("Building the web pages. This happens once, and again when the code changes.");
  await nextBuild();
  await writeFile(mark, sources);
  return true;
}

const parts = ["app", "components", "lib", "public", "prisma/schema"];
const files = ["next.config.js", "proxy.ts", "instrumentation.ts", "package-lock.json", "tsconfig.json"];

async function sourcesHash(): Promise<string> {
  const hash = createHash("sha256");
  for (const part of parts) {
    const entries = await readdir(join(env.PROJECT_DIR, part), {
      recursive: true,
      withFileTypes: true,
    }).catch(() => []);
    const names = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    for (const name of names.sort()) {
      if (/\.test\.tsx?$|[/\\](generated|testing|cli)[/\\]/.test(name)) continue;
      hash.update(name.slice(env.PROJECT_DIR.length)).update(await readFile(name));
    }
  }
  for (const name of files) hash.update(await readFile(join(env.PROJECT_DIR, name)).catch(() => ""));
  return hash.digest("hex");
}

async function nextBuild(): Promise<void> {
  const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const child = spawn(process.execPath, [next, "build"], {
    cwd: env.PROJECT_DIR,
    env: childEnvironment({ NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data: Buffer) => {
      output = `${output}${data}`.slice(-20_000);
    });
  }
  // Next lets only one build run in a folder: one that nobody waits for any more would refuse the next start.
  const stop = () => child.kill();
  process.once("exit", stop);
  const code = await new Promise<number | null>((done) => child.once("exit", done));
  process.off("exit", stop);
  if (code === 0) return;
  process.stderr.write(output);
  throw new AppError("INTERNAL", "The web pages could not be built; what the build said stands above.");
}
