import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { AppError, isAppError } from "#lib/core/errors.ts";
import { EnvironmentError, setEnvironment } from "#lib/server/env.ts";
import { clientOfSchema } from "./generate-client.js";
import { requireInstalled } from "./installed.ts";
import type { Io } from "./io.ts";

/** The terminal's door: `portal COMMAND …`. Exit 0 done, 1 refused or failed with one line, 2 wrong usage. */

type Command = (args: string[], io: Io) => Promise<number>;

const commands: Record<string, { does: string; load: () => Promise<Command> }> = {
  start: { does: "starts the portal", load: async () => (await import("./start.ts")).startCommand },
  dev: {
    does: "starts it for development, with reload",
    load: async () => (await import("./start.ts")).devCommand,
  },
  example: {
    does: "shows it on a real database: an index, measured before and after",
    load: async () => (await import("./example.ts")).exampleCommand,
  },
  build: { does: "builds the web pages ahead", load: async () => (await import("./serve.ts")).buildCommand },
  web: { does: "one web process, for containers", load: async () => (await import("./serve.ts")).webCommand },
  worker: {
    does: "one worker, for containers",
    load: async () => (await import("./serve.ts")).workerCommand,
  },
  migrate: {
    does: "brings the database up to date",
    load: async () => (await import("./migrate.ts")).migrateCommand,
  },
  sample: { does: "loads the sample plan", load: async () => (await import("./sample.ts")).sampleCommand },
  user: { does: "makes an account", load: async () => (await import("./user.ts")).userCommand },
  token: { does: "makes an API token", load: async () => (await import("./token.ts")).tokenCommand },
  verdict: { does: "compares result files", load: async () => (await import("./verdict.ts")).verdictCommand },
  changepoints: {
    does: "finds where a series moved",
    load: async () => (await import("./changepoints.ts")).changePointsCommand,
  },
  formats: {
    does: "lists the formats that are read",
    load: async () => (await import("./formats.ts")).formatsCommand,
  },
  inspect: {
    does: "says what a result file is",
    load: async () => (await import("./inspect.ts")).inspectCommand,
  },
  review: {
    does: "verifies the seal of a signed review",
    load: async () => (await import("./review.ts")).reviewCommand,
  },
  backup: {
    does: "writes everything to one file",
    load: async () => (await import("./backup.ts")).backupCommand,
  },
  restore: {
    does: "puts a backup in its place",
    load: async () => (await import("./restore.ts")).restoreCommand,
  },
  audit: {
    does: "verifies that the audit log is whole",
    load: async () => (await import("./audit.ts")).auditCommand,
  },
  plan: {
    does: "takes an existing plan document apart",
    load: async () => (await import("./plan.ts")).planCommand,
  },
  export: { does: "writes the plan document", load: async () => (await import("./export.ts")).exportCommand },
};

const io: Io = {
  stdout: (line) => void process.stdout.write(line),
  stderr: (line) => void process.stderr.write(line),
  stdin: () => text(process.stdin),
};

const projectDir = fileURLToPath(new URL("../..", import.meta.url));
setEnvironment({ PROJECT_DIR: projectDir });
process.exitCode = await run(process.argv.slice(2));

async function run([name, ...args]: string[]): Promise<number> {
  const command = commands[name ?? ""];
  if (!command) {
    const list = Object.entries(commands).map(([key, { does }]) => `  ${key.padEnd(14)}${does}\n`);
    const helped = name === "help" || name === "--help" || name === "-h";
    const asked = helped || name === undefined;
    (asked ? io.stdout : io.stderr)(
      `${asked ? "" : `There is no command "${name}".\n`}portal COMMAND, one of:\n${list.join("")}portal COMMAND --help says how one is used.\n`,
    );
    return helped ? 0 : 2;
  }
  try {
    requireInstalled(projectDir);
    if (!clientOfSchema()) throw clientRefusal();
    return await (await command.load())(args, io);
  } catch (error) {
    if (!isAppError(error) && !(error instanceof EnvironmentError)) throw error;
    io.stderr(`${error.message.replaceAll(/\s*\n\s*/g, " ")}\n`);
    return 1;
  }
}

function clientRefusal(): AppError {
  return new AppError(
    "INTERNAL",
    "The database client could not be written from prisma/schema; why stands above. Run npm ci, then try again.",
  );
}
