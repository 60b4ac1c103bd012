import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { seededRandom } from "#lib/core/statistics/random.ts";
import { correlated } from "#lib/core/statistics/simulated-series.ts";
import { runCommand } from "#lib/testing/run-command.ts";
import { verdictCommand } from "./verdict.ts";

const folder = mkdtempSync(join(tmpdir(), "portal-series-"));
const start = Date.parse("2026-03-02T00:00:00Z");
const hour = 3_600_000;

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** Four weeks of hourly response times with a daily cycle; from the third week on multiplied by `factor`. */
function hours(factor: number, seed: number): { at: number; value: number }[] {
  return Array.from(correlated(seededRandom(seed), 28 * 24, 0.4), (noise, i) => ({
    at: start + i * hour,
    value:
      300 * (1 + 0.3 * Math.sin((i * Math.PI) / 12)) * Math.exp(0.1 * noise) * (i < 14 * 24 ? 1 : factor),
  }));
}

const csv = (points: { at: number; value: number }[]) =>
  `time,value\n${points.map(({ at, value }) => `${new Date(at).toISOString()},${value.toFixed(3)}`).join("\n")}\n`;
const prometheus = (series: [Record<string, string>, { at: number; value: number }[]][]) =>
  JSON.stringify({
    status: "success",
    data: {
      resultType: "matrix",
      result: series.map(([metric, points]) => ({
        metric,
        values: points.map(({ at, value }) => [at / 1000, String(value)]),
      })),
    },
  });

const run = (...args: string[]) => runCommand(verdictCommand, args);

const faster = file("faster.csv", csv(hours(0.75, 1)));
const same = file("same.csv", csv(hours(1, 2)));
const at = ["--at", "2026-03-16T00:00:00Z", "--better", "lower"];

describe("portal verdict --series", () => {
  it("prints one object for one file, and a list that names them for several", async () => {
    const one = await run("--series", faster, ...at, "--json");
    expect(one).toMatchObject({ status: 0, stderr: "" });
    expect(JSON.parse(one.stdout)).toMatchObject({ grade: "series", outcome: "improved", metric: "value" });
    const two = JSON.parse((await run("--series", faster, same, ...at, "--json")).stdout);
    expect(two).toMatchObject([
      { file: faster, outcome: "improved" },
      { file: same, outcome: "unchanged" },
    ]);
  });

  it("says it in a sentence, with what it was measured over", async () => {
    const { stdout } = await run("--series", faster, ...at);
    expect(stdout).toMatch(
      /^Value fell by 2\d.* measured over 13 days before and after\.|14 days before and after/,
    );
  });

  it("takes Unix seconds, and a roll-out that belongs to neither window", async () => {
    const args = ["--series", faster, "--better", "lower", "--json"];
    const unix = await run(...args, "--at", String((start + 14 * 24 * hour) / 1000));
    expect(JSON.parse(unix.stdout).outcome).toBe("improved");
    const slow = await run(...args, "--at", "2026-03-16T00:00:00Z", "--until", "2026-03-17T12:00:00Z");
    expect(JSON.parse(slow.stdout).after.n).toBe(168);
  });

  it("refuses what it cannot read, in one line", async () => {
    expect(await run("--series", faster, "--better", "lower")).toMatchObject({ status: 2 });
    expect(await run("--series", faster, "--at", "soon", "--better", "lower")).toMatchObject({ status: 2 });
    expect(await run("--series", faster, "--at", "2026-03-16")).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("Is lower or higher better?"),
    });
    const runs = file("runs.csv", "latency_ms\n5\n6\n");
    expect(await run("--series", runs, ...at)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("holds no time series"),
    });
  });

  it("refuses a time that lies outside of the series, saying from when to when it goes", async () => {
    const { status, stderr } = await run(
      "--series",
      same,
      "--at",
      "2027-01-01T00:00:00Z",
      "--better",
      "lower",
    );
    expect(status).toBe(1);
    expect(stderr).toContain("goes from 2026-03-02T00:00:00.000Z to 2026-03-29T23:00:00.000Z; 2027-01-01");
  });

  it("takes off what a control did, and sees a load that fell", async () => {
    const regional = hours(0.75, 5);
    const noise = correlated(seededRandom(6), regional.length, 0.4);
    const shared = regional.map(({ at: time, value }, i) => ({
      at: time,
      value: value * Math.exp(0.05 * (noise[i] ?? 0)) * (i < 14 * 24 ? 1 : 0.75),
    }));
    const [own, control] = [file("own.csv", csv(shared)), file("control.csv", csv(regional))];
    const verdict = JSON.parse((await run("--series", own, ...at, "--control", control, "--json")).stdout);
    const alone = JSON.parse((await run("--series", own, ...at, "--json")).stdout);
    expect(alone.effect.relative).toBeLessThan(-0.35);
    expect(verdict.effect.low).toBeLessThan(-0.25);
    expect(verdict.effect.high).toBeGreaterThan(-0.25);
    expect(verdict.smallestDetectable).toBeLessThan(alone.smallestDetectable);
    expect(verdict.warnings.map(({ code }: { code: string }) => code)).toContain("controls");
    const load = file("load.csv", csv(hours(0.5, 7)));
    expect(JSON.parse((await run("--series", faster, ...at, "--load", load, "--json")).stdout)).toMatchObject(
      {
        outcome: "inconclusive",
        reason: "confounded",
      },
    );
  });
});

describe("two windows of a series as --before and --after", () => {
  const points = hours(0.75, 1);
  const [first, second] = [points.slice(0, 336), points.slice(336)];

  it("are compared as a series, from tables and from Prometheus", async () => {
    const tables = [file("a.csv", csv(first)), file("b.csv", csv(second))] as const;
    const answers = [
      file("a.json", prometheus([[{}, first]])),
      file("b.json", prometheus([[{}, second]])),
    ] as const;
    for (const [before, after] of [tables, answers]) {
      const { stdout } = await run("--before", before, "--after", after, "--better", "lower", "--json");
      expect(JSON.parse(stdout)).toMatchObject({ grade: "series", outcome: "improved", before: { n: 336 } });
    }
  });

  it("ask which label set is meant", async () => {
    const two = (values: typeof points) =>
      prometheus([
        [{ host: "a" }, values],
        [{ host: "b" }, values],
      ]);
    const files = ["--before", file("two-a.json", two(first)), "--after", file("two-b.json", two(second))];
    expect(await run(...files, "--better", "lower")).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("holds 2 label sets"),
    });
    const chosen = await run(...files, "--better", "lower", "--select", "host=b", "--json");
    expect(JSON.parse(chosen.stdout).outcome).toBe("improved");
  });

  it("are paired by their names where a side has several", async () => {
    const [p50a, p50b] = [file("p50.before.csv", csv(first)), file("p50.after.csv", csv(second))];
    const [p95a, p95b] = [
      file("p95.before.csv", csv(hours(1, 8).slice(0, 336))),
      file("p95.after.csv", csv(hours(1, 8).slice(336))),
    ];
    const { stdout } = await run(
      "--before",
      p50a,
      p95a,
      "--after",
      p95b,
      p50b,
      "--better",
      "lower",
      "--json",
    );
    expect(JSON.parse(stdout)).toMatchObject([
      { metric: "p50", outcome: "improved" },
      { metric: "p95", outcome: "unchanged" },
    ]);
    const odd = await run("--before", p50a, p95a, "--after", p50b, "--better", "lower");
    expect(odd).toMatchObject({ status: 1, stderr: expect.stringContaining("one series at a time") });
  });

  it("are not mixed with runs", async () => {
    const runs = file("more-runs.csv", "value\n5\n6\n");
    const odd = await run("--before", file("c.csv", csv(first)), "--after", runs, "--better", "lower");
    expect(odd).toMatchObject({ status: 1, stderr: expect.stringContaining("is a time series") });
  });
});

describe("probe logs", () => {
  /** A probe a minute for 30 days; an outage of ten minutes at the hours given. */
  const probes = (from: number, outages: number[]) =>
    `timestamp,ok\n${Array.from({ length: 30 * 1440 }, (_, minute) => {
      const down = outages.some(
        (hourOfMonth) => minute >= hourOfMonth * 60 && minute < hourOfMonth * 60 + 10,
      );
      return `${new Date(from + minute * 60_000).toISOString()},${down ? 0 : 1}`;
    }).join("\n")}\n`;
  const often = Array.from({ length: 24 }, (_, i) => 3 + i * 29);

  it("give availability in points, and outages as events", async () => {
    const before = file("probes-before.csv", probes(start, often));
    const after = file("probes-after.csv", probes(start + 31 * 24 * hour, [100, 400]));
    const { stdout } = await run("--before", before, "--after", after, "--json");
    const [availability, outages] = JSON.parse(stdout);
    expect(availability).toMatchObject({ metric: "availability", outcome: "improved", grade: "series" });
    expect(availability.effect.absolute).toBeCloseTo(0.00509, 4);
    expect(availability.sentence).toContain("12 times fewer failures");
    expect(outages).toMatchObject({
      metric: "outages",
      outcome: "improved",
      before: { n: 24 },
      after: { n: 2 },
    });
  });

  it("say nothing of a single outage, however long the windows", async () => {
    const before = file("one-before.csv", probes(start, [100]));
    const after = file("one-after.csv", probes(start + 31 * 24 * hour, []));
    const { stdout } = await run("--before", before, "--after", after, "--metric", "availability", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ outcome: "inconclusive", reason: "too-few" });
  });
});
