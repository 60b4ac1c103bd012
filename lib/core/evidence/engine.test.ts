import { describe, expect, it } from "vitest";
import { isAppError } from "#lib/core/errors.ts";
import { example } from "#lib/core/formats/examples/example.ts";
import { compareCounts } from "#lib/core/statistics/compare-counts.ts";
import { ENGINE } from "#lib/core/statistics/engine.ts";
import golden from "#lib/core/statistics/golden.json" with { type: "json" };
import perfsim from "#lib/core/statistics/perfsim.json" with { type: "json" };
import { seededRandom } from "#lib/core/statistics/random.ts";
import { sha256 } from "#lib/core/statistics/sha256.ts";
import { correlated } from "#lib/core/statistics/simulated-series.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";
import { type CompareFilesInput, compareFiles } from "./compare-files.ts";
import { compareSeriesFile } from "./compare-series-file.ts";

/**
 * What each version of the engine says of one and the same inputs: example files of every tool, samples of the reference
 * values, labelled series, counts. A line is added when ENGINE is raised, and never changed: verdicts that are stored
 * rest on it.
 */
const digests: Record<string, string> = {
  "3": "e6113f1ed13be9fb9f9478b0e23f499c8fef6405d7d07efc1b615a82df9d7000",
  "4": "2a10c4abe6d5903c26b6544fa62d3eb6e871b6fd6632274e0b285c80e2387a0e",
  "5": "ac88012a6066a06820ff191d017d03e41fd3f8100a2d4fe7b0d4d8e6bffc6d86",
};

describe("the version of the engine", () => {
  const verdicts = [...ofExamples(), ...ofSamples(), ...ofSeries(), ...ofLongSeries(), ...ofCounts()];
  const digest = sha256(JSON.stringify(verdicts.map(({ engine: _, ...result }) => result)));

  it("is raised when any verdict changes", () => {
    expect(
      digests[ENGINE],
      `Version ${ENGINE} of the engine gave other verdicts before. Raise ENGINE in lib/core/statistics/engine.ts and add to the list above: "${Number(ENGINE) + 1}": "${digest}".`,
    ).toBe(digest);
  });

  it("stays while none does", () => {
    expect(new Set(Object.values(digests)).size).toBe(Object.keys(digests).length);
    expect(Object.keys(digests).at(-1)).toBe(ENGINE);
  });

  it("is held by verdicts of every kind", () => {
    const count = (test: (verdict: Verdict) => boolean) => verdicts.filter(test).length;
    for (const grade of ["samples", "series", "summary"]) {
      expect(
        count((verdict) => verdict.grade === grade),
        grade,
      ).toBeGreaterThan(3);
    }
    for (const outcome of ["improved", "regressed", "unchanged", "inconclusive"]) {
      expect(
        count((verdict) => verdict.outcome === outcome),
        outcome,
      ).toBeGreaterThan(3);
    }
    expect(count(({ placebo }) => placebo !== null)).toBeGreaterThan(3);
  });
});

// Named one by one: a new example changes no verdict.
const examples = `
ab-gnuplot.tsv ab-percentiles.csv ab.txt artillery.json artillery.txt autocannon.json autocannon.txt
exposition.txt hey-12-clients.csv hey-2-clients.csv hey-rate-limited.csv hey.txt hyperfine-two-commands.json
hyperfine.csv jmeter.jtl jmeter.xml lighthouse.json pg_stat_statements.csv pgbench-after.log
pgbench-aggregate.log pgbench-before.log pgbench-sampled.log pgbench.txt probes.csv prometheus-empty.json
prometheus-error.json prometheus-instant.json prometheus.json siege.json siege.txt vegeta-hist.txt
vegeta.csv vegeta.json vegeta.txt wrk.txt`;

/** Every example beside itself, and those that have a partner beside it. */
function ofExamples(): Verdict[] {
  const pairs: [string, string, Partial<CompareFilesInput>?][] = [
    ...examples
      .trim()
      .split(/\s+/)
      .map((name): [string, string] => [name, name]),
    ["hey-2-clients.csv", "hey-12-clients.csv"],
    ["hey-2-clients.csv", "hey-rate-limited.csv", { override: { reason: "The limit is what was changed." } }],
    ["pgbench-before.log", "pgbench-after.log"],
    ["ab.txt", "ab-percentiles.csv"],
    ["hyperfine-two-commands.json", "hyperfine-two-commands.json", { beforePart: 0, afterPart: 1 }],
  ];
  return pairs.flatMap(([before, after, choices]) => {
    try {
      return compareFiles({ before: [file(before)], after: [file(after)], ...choices });
    } catch (error) {
      if (isAppError(error)) return [];
      throw error;
    }
  });
}

function file(name: string) {
  return { name, text: example(name), sha256: name };
}

/** Runs of one sitting, of many, and in turns. */
function ofSamples(): Verdict[] {
  const pairs = golden.cases.filter(({ kind }) => kind === "hodges_lehmann").map(({ input }) => input);
  return pairs.flatMap(({ x, y }) => {
    const [before, after] = [x, y].map((values, side) => {
      const text = JSON.stringify((values as number[]).map((value) => 100 + value));
      return { name: `${side}.json`, text, sha256: "" };
    });
    if (!before || !after) return [];
    return (["blocks", "interleaved"] as const).flatMap((order) =>
      compareFiles({ before: [before], after: [after], better: "lower", order }),
    );
  });
}

function ofSeries(): Verdict[] {
  return perfsim.series
    .filter((_, index) => index % 5 === 0)
    .map(({ id, series, true_change_points }) =>
      compareSeriesFile({ ...hourly(id, series, true_change_points[0] ?? 160), better: "lower" }),
    );
}

/** Two months with days in them, changed two days before their end: long enough for the A/A history and for a control. */
function ofLongSeries(): Verdict[] {
  return [1, 0.97, 0.85, 1.1].flatMap((factor, seed) => {
    const noise = [0, 1].map((part) => correlated(seededRandom(10 * seed + part), 60 * 24, 0.5));
    const [own, control] = noise.map((values, part) =>
      Array.from(values, (value, hour) => {
        const day = 1 + 0.3 * Math.sin((2 * Math.PI * hour) / 24);
        return 200 * day * Math.exp(0.05 * value) * (part === 0 && hour >= 58 * 24 ? factor : 1);
      }),
    );
    const asked = { ...hourly("own.csv", own ?? [], 58 * 24), better: "lower" } as const;
    const beside = hourly("control.csv", control ?? [], 0).file;
    return [asked, { ...asked, controls: [beside] }, { ...asked, load: beside }].map(compareSeriesFile);
  });
}

function hourly(name: string, values: readonly number[], place: number) {
  const start = 1_700_000_000;
  const rows = values.map((value, hour) => `${start + hour * 3_600},${value}`);
  return {
    file: { name, text: `time,value\n${rows.join("\n")}\n`, sha256: name },
    at: 1000 * (start + place * 3_600),
  };
}

function ofCounts(): Verdict[] {
  const common = { metric: "outages", unit: "count", better: "lower" } as const;
  return [
    [40, 12],
    [3, 0],
    [200, 210],
  ].flatMap(([before = 0, after = 0]) =>
    [true, false].map((independent) =>
      compareCounts({
        ...common,
        before: { count: before, exposure: 30 },
        after: { count: after, exposure: 30 },
        independent,
        measured: "measured over 30 days before and after",
      }),
    ),
  );
}
