import { expect, test } from "vitest";
import { measureChange } from "#lib/changes/commands/measure-change.ts";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import { verdictCommand } from "#lib/cli/verdict.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { createSystem } from "#lib/systems/commands.ts";
import { actorOf } from "#lib/testing/actors.ts";
import { runCommand } from "#lib/testing/run-command.ts";

const run = (...args: string[]) => runCommand(verdictCommand, args);

test("a stored verdict is computed again from the terminal, byte for byte", async () => {
  const lead = await actorOf("lead");
  await createSystem(lead, { key: "terminal", name: "Terminal" });
  const metric = { key: "terminal.search", name: "Search", system: "terminal", unit: "ms" };
  await createMetric(lead, { ...metric, better: "lower", kind: "duration" });
  const { number } = await recordChange(lead, {
    ...{ title: "An index", area: "database", system: "terminal", appliedAt: "2026-07-14T08:00:00Z" },
  });
  const measurement = await measureChange(lead, {
    ...{ number, metric: "terminal.search" },
    before: { values: [412, 405, 398, 420, 415] },
    after: { values: [331, 326, 337, 329, 333] },
  });
  const again = await run("--measurement", measurement.id);
  expect(again).toMatchObject({ status: 0, stderr: expect.stringContaining("byte for byte") });
  expect(JSON.parse(again.stdout)).toEqual(measurement.verdict);
});

test("what is not there is refused in one line", async () => {
  const unknown = await run("--measurement", "00000000-0000-4000-8000-000000000000");
  expect(unknown).toMatchObject({ status: 1, stdout: "" });
  expect(unknown.stderr).toContain("There is no such measurement");
  expect((await run("--measurement", "first")).status).toBe(1);
});
