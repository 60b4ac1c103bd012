import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCommand } from "#lib/testing/run-command.ts";
import { formatsCommand } from "./formats.ts";
import { inspectCommand } from "./inspect.ts";
import { verdictCommand } from "./verdict.ts";

const folder = mkdtempSync(join(tmpdir(), "portal-cli-"));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const before = file("before.csv", "latency_ms,tps\n412,10\n405,11\n419,10\n415,11\n409,10\n");
const after = file("after.csv", "latency_ms,tps\n331,14\n326,15\n337,14\n330,15\n335,14\n");
const single = file("single.json", "[5,6,5,6,5]");

describe("portal verdict", () => {
  it("prints one object for --metric and a list for several quantities, and nothing else", async () => {
    const one = await runCommand(verdictCommand, [
      "--before",
      before,
      "--after",
      after,
      "--metric",
      "latency_ms",
      "--json",
    ]);
    expect(one).toMatchObject({ status: 0, stderr: "" });
    expect(JSON.parse(one.stdout)).toMatchObject({ metric: "latency_ms", outcome: "improved" });
    const all = await runCommand(verdictCommand, ["--before", before, "--after", after, "--json"]);
    expect(JSON.parse(all.stdout).map((verdict: { metric: string }) => verdict.metric)).toEqual([
      "latency_ms",
      "tps",
    ]);
  });

  it("prints one object where the files hold one quantity", async () => {
    const { stdout } = await runCommand(verdictCommand, [
      "--before",
      single,
      "--after",
      single,
      "--better",
      "lower",
      "--json",
    ]);
    expect(JSON.parse(stdout)).toMatchObject({ metric: "value", better: "lower" });
  });

  it("takes several files after one flag", async () => {
    const again = file("again.csv", "latency_ms,tps\n411,10\n404,11\n418,10\n414,11\n408,10\n");
    const { stdout, status } = await runCommand(verdictCommand, [
      "--before",
      before,
      again,
      "--metric",
      "latency_ms",
      "--after",
      after,
      "--json",
    ]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ before: { n: 10 }, after: { n: 5 } });
  });

  it("prints the sentence first, then the table", async () => {
    const { stdout } = await runCommand(verdictCommand, ["--before", before, "--after", after]);
    const lines = stdout.split("\n");
    expect(lines[0]).toMatch(/fell by/);
    expect(stdout).toMatch(/\n +before {2,}after {2,}effect {2,}interval {2}outcome\n/);
    expect(stdout).toMatch(/\nMethod: /);
  });

  it("ends with 0 when it cannot tell", async () => {
    const few = file("few.csv", "latency_ms\n412\n");
    const { status, stdout } = await runCommand(verdictCommand, [
      "--before",
      few,
      "--after",
      after,
      "--metric",
      "latency_ms",
      "--json",
    ]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).outcome).toBe("inconclusive");
  });

  it("ends with 1 and one line for files that cannot be read", async () => {
    const bad = file("bad.csv", "latency_ms\n412\nslow\n413\n");
    const faulty = await runCommand(verdictCommand, ["--before", bad, "--after", after, "--json"]);
    expect(faulty).toEqual({
      status: 1,
      stdout: "",
      stderr: "bad.csv, line 3: row 2: “slow” is not a number.\n",
    });
    const absent = await runCommand(verdictCommand, [
      "--before",
      join(folder, "absent.csv"),
      "--after",
      after,
    ]);
    expect(absent).toMatchObject({ status: 1, stdout: "" });
    expect(absent.stderr).toMatch(/absent\.csv: there is no such file\.\n$/);
  });

  it.each([
    [["--before", before]],
    [["--before", "--after", after]],
    [["--before", before, "--after", after, "--better", "faster"]],
    [["--before", before, "--after", after, "--order", "random"]],
    [["--before", before, "--after", after, "--before-part", "-1"]],
    [["--before", before, "--after", after, "--minimum-effect", "2%"]],
    [["--before", before, "--after", after, "--select", "label"]],
    [["--before", before, "--after", after, "--speed", "9"]],
    [[before, after]],
  ])("ends with 2 for the wrong usage %#", async (args) => {
    const { status, stdout, stderr } = await runCommand(verdictCommand, args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toContain("Usage: portal verdict --before FILE…");
  });
});

describe("portal inspect and formats", () => {
  it("says what a file is, as text and as one JSON value", async () => {
    const { stdout } = await runCommand(inspectCommand, [before, "--json"]);
    expect(JSON.parse(stdout)).toEqual({
      format: "csv",
      tool: "plain numbers",
      version: null,
      runs: 1,
      metrics: [
        { name: "latency_ms", unit: "ms", n: 5 },
        { name: "tps", unit: "1/s", n: 5 },
      ],
      environment: {},
      warnings: [],
    });
    expect((await runCommand(inspectCommand, [before])).stdout).toMatch(
      /^before\.csv: plain numbers, format csv, 1 run\n/,
    );
    expect((await runCommand(inspectCommand, [])).status).toBe(2);
  });

  it("lists the formats", async () => {
    const formats = JSON.parse((await runCommand(formatsCommand, ["--json"])).stdout);
    expect(formats[0]).toEqual({
      name: "k6-summary",
      tool: "k6",
      detects: expect.any(String),
      gives: "summary",
    });
    expect((await runCommand(formatsCommand, ["extra"])).status).toBe(2);
  });
});
