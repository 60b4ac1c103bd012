import { describe, expect, it } from "vitest";
import { example } from "#lib/core/formats/examples/example.ts";
import { type CompareFilesInput, compareFiles } from "./compare-files.ts";
import type { NamedFile } from "./named-file.ts";

const file = (name: string, text: string): NamedFile => ({
  name,
  text,
  sha256: `hash of ${name} ${text.length}`,
});
const values = (name: string, numbers: number[], header = "latency_ms") =>
  file(name, `${header}\n${numbers.join("\n")}\n`);
const slow = values("before.csv", [412, 405, 419, 415, 409, 411, 414]);
const fast = values("after.csv", [331, 326, 337, 330, 335, 329, 333]);

/** The first verdict. */
function verdict(input: CompareFilesInput) {
  const [first] = compareFiles(input);
  if (!first) throw new Error("no verdict");
  return first;
}

const codes = (input: CompareFilesInput) => verdict(input).warnings.map((warning) => warning.code);

describe("comparing two groups of files", () => {
  it("takes each plain number for a run and tells the direction from the column's name", () => {
    expect(verdict({ before: [slow], after: [fast] })).toMatchObject({
      metric: "latency_ms",
      unit: "ms",
      better: "lower",
      outcome: "improved",
      grade: "samples",
      before: { n: 7 },
      after: { n: 7 },
    });
    expect(verdict({ before: [fast], after: [slow] }).outcome).toBe("regressed");
  });

  it("gives equal bytes for equal inputs, whatever the files are called", () => {
    const renamed = [slow, fast].map((one) => ({ ...one, name: `renamed-${one.name}` }));
    const [before, after] = renamed;
    if (!before || !after) throw new Error("no files");
    const again = compareFiles({ before: [before], after: [after] });
    expect(JSON.stringify(again)).toBe(JSON.stringify(compareFiles({ before: [slow], after: [fast] })));
  });

  it("counts a load test as one run, however many requests it made", () => {
    const found = verdict({
      before: [file("before.log", example("pgbench-before.log"))],
      after: [file("after.log", example("pgbench-after.log"))],
      metric: "latency.mean",
    });
    expect(found).toMatchObject({ outcome: "improved", before: { n: 1 }, after: { n: 1 } });
    expect(found.warnings.map((warning) => warning.code)).toContain("one-run");
  });

  it("takes printed outputs one after another in a file for repeats of one test", () => {
    for (const name of [
      "wrk.txt",
      "ab.txt",
      "hey.txt",
      "siege.txt",
      "siege.json",
      "autocannon.txt",
      "vegeta.txt",
      "artillery.txt",
    ]) {
      const text = example(name);
      const before = [file("before.txt", `${text}\n${text}\n${text}`)];
      const found = compareFiles({
        before,
        after: [file("after.txt", `${text}\n${text}`)],
        metric: "throughput",
      });
      expect(found[0], name).toMatchObject({ grade: "samples", before: { n: 3 }, after: { n: 2 } });
    }
    const wrk = example("wrk.txt");
    const unlike = file("before.txt", wrk + wrk.replace("and 16 connections", "and 64 connections"));
    expect(() => compareFiles({ before: [unlike], after: [file("after.txt", wrk)] })).toThrow(
      "before.txt: the outputs in it were made under different conditions (connections 16, 64).",
    );
  });

  it("names the columns it left out, and asks about units that differ a thousandfold", () => {
    const table = (name: string, times: number) =>
      file(name, `latency,cpu\n${[41, 42, 43, 41, 42].map((value) => `${value * times},50`).join("\n")}\n`);
    const found = codes({ before: [table("b.csv", 10)], after: [table("a.csv", 0.01)] });
    expect(found).toContain("no-direction");
    expect(found).toContain("units-differ");
    expect(codes({ before: [table("b.csv", 10)], after: [table("a.csv", 7)] })).not.toContain("units-differ");
  });

  it("never calls runs improved of which more failed, in a plain table too", () => {
    const table = (name: string, times: number, errors: number) =>
      file(
        name,
        `latency_ms,errors\n${[41, 42, 43, 41, 42].map((value) => `${value * times},${errors}`).join("\n")}\n`,
      );
    const given = { before: [table("b.csv", 10, 0)], after: [table("a.csv", 5, 1)], metric: "latency_ms" };
    expect(verdict(given)).toMatchObject({ outcome: "inconclusive", reason: "errors-rose" });
  });

  it("keeps a quantity that one run lacks, and says so", () => {
    const report = (name: string, change: (text: string) => string = (text) => text) =>
      [1, 2, 3].map((run) => {
        const text = example("wrk.txt").replace("8519.43", String(8519 + run));
        return file(`${name}-${run}.txt`, run === 2 ? change(text) : text);
      });
    const without = report("after", (text) =>
      text.replace(/ {2}Latency Distribution[\s\S]*?(?= {2}\d+ requests)/, ""),
    );
    const found = verdict({ before: report("before"), after: without, metric: "latency.p99" });
    expect(found).toMatchObject({ before: { n: 3 }, after: { n: 2 } });
    expect(found.warnings.map(({ code }) => code)).toContain("missing-values");
  });

  it("refuses one run that was saved in two formats, which would count twice", () => {
    const [text, table] = [
      file("before-1.txt", example("ab.txt")),
      file("before-1.csv", example("ab-percentiles.csv")),
    ];
    const after = [file("after-1.txt", example("ab.txt"))];
    expect(() => compareFiles({ before: [text, table], after })).toThrow(
      "before-1.txt and before-1.csv are by their names one run of ab in two formats (ab, ab-percentiles).",
    );
    expect(() => compareFiles({ before: [text, { ...table, name: "before-2.csv" }], after })).not.toThrow();
  });

  it("says that a table of times tells neither which requests failed nor how many there were at a time", () => {
    for (const name of ["ab-percentiles.csv", "ab-gnuplot.tsv", "vegeta-hist.txt"]) {
      const given = { before: [file("a", example(name))], after: [file("b", `${example(name)}\n`)] };
      expect(codes(given), name).toEqual(expect.arrayContaining(["errors-unknown", "load-unknown"]));
    }
    const texts = (name: string) => [file(name, example("ab.txt"))];
    const found = codes({ before: texts("a.txt"), after: texts("b.txt") });
    expect(found).not.toContain("errors-unknown");
    expect(found).not.toContain("load-unknown");
  });

  it("tells the load of ab -g from its rows where these go on for ten seconds", () => {
    const table = (clients: number, ms: number) => {
      const rows = Array.from({ length: 20 * clients }, (_, row) => {
        const second = 1_795_472_274 + Math.floor(row / clients);
        return `Mon Nov 23 22:17:54 2026\t${second}\t0\t${ms}\t${ms + (row % 3)}\t${ms}`;
      });
      return `starttime\tseconds\tctime\tdtime\tttime\twait\n${rows.join("\n")}\n`;
    };
    const before = [file("a.tsv", table(8, 990))];
    const unlike = verdict({ before, after: [file("b.tsv", table(32, 990))], metric: "latency.p50" });
    expect(unlike).toMatchObject({
      reason: "not-comparable",
      environment: { requestsInFlight: "8.3 before, 33 after" },
    });
    const alike = codes({ before, after: [file("b.tsv", table(8, 980))], metric: "latency.p50" });
    expect(alike).toContain("errors-unknown");
    expect(alike).not.toContain("load-unknown");
  });

  it("reads the logs of several threads as one run", () => {
    const lines = example("pgbench-before.log").trim().split("\n");
    const threads = [
      file("pgbench_log.812", lines.filter((line) => line.startsWith("0 ")).join("\n")),
      file("pgbench_log.812.1", lines.filter((line) => line.startsWith("1 ")).join("\n")),
    ];
    const whole = file("pgbench_log.900", example("pgbench-after.log"));
    const found = verdict({ before: threads, after: [whole], metric: "latency.mean" });
    expect(found.before.n).toBe(1);
    expect(found.before.center).toBeCloseTo(116.478, 3);
  });

  it("leaves one summary a side reported, and takes several for runs", () => {
    const summary = (name: string, milliseconds: number) =>
      file(
        name,
        example("pgbench.txt").replace("latency average = 0.193", `latency average = ${milliseconds}`),
      );
    const metric = "latency.mean";
    expect(verdict({ before: [summary("a", 9)], after: [summary("b", 5)], metric })).toMatchObject({
      outcome: "inconclusive",
      reason: "summary-only",
      grade: "summary",
    });
    const before = [9, 9.1, 8.9].map((ms, index) => summary(`a${index}`, ms));
    const after = [5, 5.1, 4.9].map((ms, index) => summary(`b${index}`, ms));
    expect(verdict({ before, after, metric, order: "interleaved" })).toMatchObject({ outcome: "improved" });
  });

  it("gives a verdict for each quantity that both sides have, or for the one asked for", () => {
    const before = [file("a.csv", example("hey-2-clients.csv"))];
    const after = [file("b.csv", example("hey-2-clients.csv").replace("0.0032", "0.0033"))];
    expect(compareFiles({ before, after }).map((one) => one.metric)).toEqual([
      "latency.mean",
      "latency.p50",
      "latency.p75",
      "latency.p90",
      "latency.p95",
      "latency.p99",
      "latency.max",
      "throughput",
      "goodput",
      "error-rate",
    ]);
    expect(compareFiles({ before, after, metric: "throughput" }).map((one) => one.metric)).toEqual([
      "throughput",
    ]);
    expect(() => compareFiles({ before, after, metric: "query.mean" })).toThrow(
      "The quantity “query.mean” is in no file. Both sides have “latency.mean”",
    );
  });

  it("lets a single number without a name take the metric's", () => {
    const before = [file("a.json", "[412, 405, 419, 415, 409]")];
    const after = [file("b.json", "[331, 326, 337, 330, 335]")];
    expect(() => compareFiles({ before, after })).toThrow(
      "Is lower or higher better? The name “value” does not tell. State it (better: lower or higher).",
    );
    expect(verdict({ before, after, metric: "checkout", better: "higher" })).toMatchObject({
      metric: "checkout",
      outcome: "regressed",
    });
  });

  it("chooses among the results of one file by their number", () => {
    const both = [file("both.json", example("hyperfine-two-commands.json"))];
    expect(() => compareFiles({ before: both, after: both })).toThrow(
      /A before file holds 2 results \(0 .*dedupe_v1\.js.*Choose one by its number \(beforePart\)\./,
    );
    const found = verdict({ before: both, after: both, beforePart: 0, afterPart: 1, metric: "time.mean" });
    expect(found).toMatchObject({ outcome: "improved", unit: "s", before: { n: 10 } });
    expect(found.warnings.map((warning) => warning.code)).not.toContain("same-file");
    expect(() => compareFiles({ before: both, after: both, beforePart: 2, afterPart: 1 })).toThrow(
      "there is no part 2; the file holds 2 results, counted from 0.",
    );
  });
});

describe("what cannot be compared", () => {
  const two = [file("two.csv", example("hey-2-clients.csv"))];
  const twelve = [file("twelve.csv", example("hey-12-clients.csv"))];

  it("is named where the conditions differ, even where the tool does not write them", () => {
    const found = verdict({ before: two, after: twelve, metric: "latency.mean" });
    expect(found).toMatchObject({ outcome: "inconclusive", reason: "not-comparable" });
    expect(found.sentence).toContain("concurrency was 2 before and 12 after");
  });

  it("is compared all the same for a stated reason, which is printed", () => {
    const found = verdict({
      before: two,
      after: twelve,
      metric: "latency.mean",
      override: { reason: "The number of clients is what was changed." },
    });
    expect(found.reason).not.toBe("not-comparable");
    expect(JSON.stringify(found.warnings)).toContain("The number of clients is what was changed.");
  });

  it("is refused where the units differ", () => {
    const seconds = values("after.csv", [0.331, 0.326, 0.337], "latency_s");
    expect(() => compareFiles({ before: [slow], after: [seconds] })).toThrow(
      "The units differ: “latency_ms” is in ms, “latency_s” in s. Bring both sides to one unit.",
    );
    const scaled = [file("a", "latency [s]\n1\n2\n"), file("b", "latency (ms)\n1\n2\n")];
    expect(() => compareFiles({ before: scaled.slice(0, 1), after: scaled.slice(1) })).toThrow(
      "The units differ",
    );
  });

  it("is refused where the sides share no quantity", () => {
    const other = values("after.csv", [1, 2, 3], "throughput");
    expect(() => compareFiles({ before: [slow], after: [other] })).toThrow(
      "The two sides share no quantity. The before files have “latency_ms”, the after files “throughput”.",
    );
    expect(() => compareFiles({ before: [slow], after: [] })).toThrow("There is no after file.");
  });

  it("is not an improvement when the errors rose", () => {
    const good = two;
    const limited = [file("limited.csv", example("hey-rate-limited.csv"))];
    const found = verdict({
      before: good,
      after: limited,
      metric: "latency.mean",
      override: { reason: "test" },
    });
    expect(found.outcome).toBe("inconclusive");
    expect(found.reason).toBe("errors-rose");
    expect(found.errorRate).toEqual({ before: 0, after: 1 });
    expect(
      verdict({ before: good, after: limited, metric: "goodput", override: { reason: "test" } }).outcome,
    ).toBe("regressed");
  });
});

describe("what is odd about the files", () => {
  it("is said: the same file on both sides", () => {
    expect(codes({ before: [slow], after: [slow] })).toContain("same-file");
    expect(verdict({ before: [slow], after: [slow] }).outcome).not.toBe("improved");
  });

  it("is said and counted once: the same file twice on one side", () => {
    const found = verdict({ before: [slow, { ...slow, name: "copy.csv" }], after: [fast] });
    expect(found.before.n).toBe(7);
    expect(found.warnings).toContainEqual({
      code: "same-file-twice",
      message: "copy.csv has the same content as before.csv; on the before side it is counted once.",
    });
  });

  it("is said: every before run is later than every after run", () => {
    const before = [file("a.log", example("pgbench-before.log"))];
    const after = [file("b.log", example("pgbench-after.log"))];
    expect(codes({ before, after, metric: "latency.mean" })).not.toContain("sides-swapped");
    expect(codes({ before: after, after: before, metric: "latency.mean" })).toContain("sides-swapped");
  });

  it("is said: a percentile that rests on a handful of requests", () => {
    const before = [file("a.log", example("pgbench-before.log"))];
    const after = [file("b.log", example("pgbench-after.log"))];
    expect(codes({ before, after, metric: "latency.p99" })).toContain("few-in-tail");
    expect(codes({ before, after, metric: "latency.p50" })).not.toContain("few-in-tail");
  });

  it("is said: values left out by hand, with the reason and their number", () => {
    const found = verdict({
      before: [slow],
      after: [fast],
      filters: [{ side: "before", index: 0, reason: "The cache was cold" }],
    });
    expect(found.before.n).toBe(6);
    expect(found.warnings).toContainEqual({
      code: "left-out",
      message: "1 value was left out by hand on the before side: The cache was cold.",
    });
  });

  it("is said: scrapes of one process, which count the same requests again", () => {
    const scrape = (started: number, count: number) =>
      `# TYPE a_ms summary\na_ms_sum ${count * 2}\na_ms_count ${count}\n# TYPE process_start_time_seconds gauge\nprocess_start_time_seconds ${started}\n`;
    const after = [file("c.txt", scrape(1.7959e9, 30))];
    const again = [file("a.txt", scrape(1.7958e9, 10)), file("b.txt", scrape(1.7958e9, 20))];
    const anew = [file("a.txt", scrape(1.7958e9, 10)), file("b.txt", scrape(1.7957e9, 20))];
    expect(codes({ before: again, after, metric: "a_ms.mean" })).toContain("counted-twice");
    expect(codes({ before: anew, after, metric: "a_ms.mean" })).not.toContain("counted-twice");
  });

  it("is said: values that are missing", () => {
    const gaps = file("after.csv", `${fast.text}NaN\nNaN\n`);
    expect(codes({ before: [slow], after: [gaps] })).toContain("missing-values");
  });
});
