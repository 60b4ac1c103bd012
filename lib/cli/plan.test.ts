import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { newFolder } from "#lib/testing/new-folder.ts";
import { runCommand } from "#lib/testing/run-command.ts";
import { planCommand } from "./plan.ts";

const source = fileURLToPath(
  new URL("../plan/reading/examples/saypro-optimization-plan.txt", import.meta.url),
);

it("takes the source document apart as one JSON value of the promised form", async () => {
  const { status, stdout, stderr } = await runCommand(planCommand, ["read", source, "--json"]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const reading = JSON.parse(stdout);
  expect(Object.keys(reading)).toEqual(["changes", "results", "notUnderstood"]);
  expect(reading.changes).toHaveLength(32);
  expect(reading.changes[8]).toEqual({
    title:
      "Reindexed slow-running database tables to optimize query performance, especially for frequently accessed datasets (e.g., royalty calculations, user data)",
    area: "database",
    practice: "indexing",
    line: 28,
  });
  expect(reading.results[2]).toEqual({
    text: "Increased system uptime from 99.5% to 99.9%, reducing the occurrence of downtime.",
    metric: "system uptime",
    from: 99.5,
    to: 99.9,
    relative: null,
    line: 80,
  });
  expect(reading.notUnderstood[0]).toEqual({ text: "Leave a Reply", line: 91 });
});

it("prints for people what was found where, and what was not understood", async () => {
  const { stdout } = await runCommand(planCommand, ["read", source]);
  expect(stdout).toMatch(
    /^saypro-optimization-plan\.txt: 32 changes, 4 claimed results, 3 things still to come, 2 lines not understood\.\n/,
  );
  expect(stdout).toMatch(/\nDatabase\n {2}Indexing\n {4}28 {2}Reindexed/);
  expect(stdout).toMatch(/\nNot understood\n {4}91 {2}Leave a Reply\n/);
});

it("refuses a file that is no plan with status 1, and wrong usage with 2, in one line each", async () => {
  const file = join(await newFolder("plan"), "plan.pdf");
  await writeFile(file, "%PDF-1.7\n%…");
  const pdf = await runCommand(planCommand, ["read", file]);
  expect(pdf).toEqual({
    status: 1,
    stdout: "",
    stderr: expect.stringMatching(/^plan\.pdf is a PDF\. A plan is read from .*\n$/),
  });
  const missing = await runCommand(planCommand, ["read", join(await newFolder("plan"), "none.md")]);
  expect(missing).toMatchObject({ status: 1, stderr: expect.stringMatching(/there is no such file\.\n$/) });
  for (const args of [[], ["write", file], ["read"], ["read", file, file]]) {
    const { status, stderr } = await runCommand(planCommand, args);
    expect({ status, lines: stderr.split("\n").length }).toEqual({ status: 2, lines: 2 });
  }
});
