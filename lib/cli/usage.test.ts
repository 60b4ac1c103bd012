import { describe, expect, it } from "vitest";
import { type Command, runCommand } from "#lib/testing/run-command.ts";

const commands: [name: string, load: () => Promise<Command>][] = [
  ["start", async () => (await import("./start.ts")).startCommand],
  ["dev", async () => (await import("./start.ts")).devCommand],
  ["example", async () => (await import("./example.ts")).exampleCommand],
  ["build", async () => (await import("./serve.ts")).buildCommand],
  ["web", async () => (await import("./serve.ts")).webCommand],
  ["worker", async () => (await import("./serve.ts")).workerCommand],
  ["migrate", async () => (await import("./migrate.ts")).migrateCommand],
  ["sample", async () => (await import("./sample.ts")).sampleCommand],
  ["user", async () => (await import("./user.ts")).userCommand],
  ["token", async () => (await import("./token.ts")).tokenCommand],
  ["verdict", async () => (await import("./verdict.ts")).verdictCommand],
  ["changepoints", async () => (await import("./changepoints.ts")).changePointsCommand],
  ["formats", async () => (await import("./formats.ts")).formatsCommand],
  ["inspect", async () => (await import("./inspect.ts")).inspectCommand],
  ["review", async () => (await import("./review.ts")).reviewCommand],
  ["backup", async () => (await import("./backup.ts")).backupCommand],
  ["restore", async () => (await import("./restore.ts")).restoreCommand],
  ["audit", async () => (await import("./audit.ts")).auditCommand],
  ["plan", async () => (await import("./plan.ts")).planCommand],
  ["export", async () => (await import("./export.ts")).exportCommand],
];

describe.each(commands)("portal %s", (name, load) => {
  const usage = name === "dev" ? "portal start" : `portal ${name}`;

  it.each([["--help"], ["-h"]])("does nothing but say how it is used when asked by %s", async (flag) => {
    const { status, stdout, stderr } = await runCommand(await load(), [flag]);
    expect(stdout).toMatch(new RegExp(`^${usage}`));
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  it("refuses an option that it does not have, in one line, and does nothing", async () => {
    const { status, stdout, stderr } = await runCommand(await load(), ["--nonsense"]);
    expect(stderr).toMatch(/^Unknown option '--nonsense'\. Usage: portal .*\n$/);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  });
});
