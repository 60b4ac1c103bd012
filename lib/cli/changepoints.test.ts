import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCommand } from "#lib/testing/run-command.ts";
import { changePointsCommand } from "./changepoints.ts";

const folder = mkdtempSync(join(tmpdir(), "portal-changepoints-"));
const level = (i: number) => (i < 30 ? 100 : 140) + (i % 3) + (i % 7) / 2;
const rows = Array.from({ length: 60 }, (_, i) => `${1_790_000_000 + 3600 * i},${level(i)}`);

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const run = (...args: string[]) => runCommand(changePointsCommand, args);

const moved = file("moved.csv", `time,value\n${rows.join("\n")}\n`);
const still = file("still.csv", `time,value\n${rows.slice(0, 28).join("\n")}\n`);

describe("portal changepoints", () => {
  it("prints one array for all files, with the places' times", async () => {
    const { status, stdout, stderr } = await run("--series", moved, still, "--season", "1", "--json");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const [first, second] = JSON.parse(stdout);
    expect(second).toEqual({ file: still, points: [] });
    expect(first.file).toBe(moved);
    expect(first.points).toHaveLength(1);
    expect(first.points[0]).toMatchObject({
      index: 30,
      at: new Date((1_790_000_000 + 108_000) * 1000).toISOString(),
    });
    expect(first.points[0].low).toBeLessThan(first.points[0].effect);
    expect(first.points[0].high).toBeGreaterThan(first.points[0].effect);
  });

  it("reads an answer of Prometheus", async () => {
    const values = rows.map((row) => row.split(",")).map(([at, value]) => [Number(at), value]);
    const answer = { status: "success", data: { resultType: "matrix", result: [{ metric: {}, values }] } };
    const { stdout } = await run("--series", file("range.json", JSON.stringify(answer)), "--json");
    expect(JSON.parse(stdout)[0].points.map((point: { index: number }) => point.index)).toEqual([30]);
  });

  it("says so where the level did not move", async () => {
    const { stdout } = await run("--series", still);
    expect(stdout).toBe(`${still}: the level did not move.\n`);
  });

  it("refuses wrong usage with 2 and files without a series with 1, in one line", async () => {
    expect(await run()).toMatchObject({ status: 2 });
    expect(await run("--series", moved, "--season", "0")).toMatchObject({ status: 2 });
    const refused = await run("--series", file("plain.json", "[1,2,3]"));
    expect(refused.status).toBe(1);
    expect(refused.stderr).toMatch(/plain\.json holds no time series/);
    const two = file("two.csv", "time,a,b\n1790000000,1,2\n1790000060,2,3\n");
    expect((await run("--series", two)).stderr).toMatch(/choose one with --metric/);
  });
});
