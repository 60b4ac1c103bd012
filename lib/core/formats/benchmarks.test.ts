import { describe, expect, it } from "vitest";
import { example } from "./examples/example.ts";
import { parseFile } from "./registry.ts";

const parse = (content: unknown, select?: Record<string, string>) =>
  parseFile(typeof content === "string" ? content : JSON.stringify(content), "bench.json", { select });
const values = (content: unknown) =>
  Object.fromEntries((parse(content).runs[0]?.quantities ?? []).map((one) => [one.name, one.value]));

// The JMH, pytest-benchmark and BMF files here are synthetic, written from the tools' documentation.
const jmh = (
  unit: string,
  rawData: number[][],
  name = "com.acme.SortBench.sort",
  params?: Record<string, string>,
) => ({
  jmhVersion: "1.37",
  benchmark: name,
  mode: "avgt",
  threads: 1,
  forks: rawData.length,
  jdkVersion: "17.0.15",
  params,
  primaryMetric: { score: 15, scoreError: 1, scoreConfidence: [14, 16], scoreUnit: unit, rawData },
});

describe("JMH", () => {
  it("takes the mean of each fork for a run and brings the unit to seconds", () => {
    const file = parse([
      jmh("us/op", [
        [10, 20],
        [14, 16],
        [30, 32],
      ]),
    ]);
    expect(file.runs[0]?.each).toBe("run");
    const means = file.runs[0]?.samples["time.mean"] ?? [];
    expect(means.map((value) => Math.round(value * 1e6))).toEqual([15, 15, 31]);
    expect(file).toMatchObject({ version: "1.37", environment: { jdk: "17.0.15", threads: 1 } });
  });

  it("reads operations per time as throughput", () => {
    expect(values([jmh("ops/ms", [[2, 4]])])).toEqual({ throughput: 3000 });
  });

  it("puts the benchmark's name before its quantity where there are several, and takes the selected one", () => {
    const two = [jmh("s/op", [[1]], "a.B.c", { n: "1" }), jmh("s/op", [[2]], "a.B.c", { n: "2" })];
    expect(values(two)).toEqual({ "B.c(n=1) time.mean": 1, "B.c(n=2) time.mean": 2 });
    expect(parse(two, { benchmark: "B.c(n=2)" }).runs[0]?.quantities[0]?.value).toBe(2);
    expect(() => parse(two, { benchmark: "x" })).toThrow(
      "there is no benchmark “x”. It has “B.c(n=1)”, “B.c(n=2)”.",
    );
  });

  it("refuses a unit that it does not know", () => {
    expect(() => parse([jmh("furlongs/op", [[1]])])).toThrow("the unit “furlongs/op” is not known");
  });
});

describe("pytest-benchmark", () => {
  const file = (mean: unknown) => ({
    machine_info: { python_version: "3.11.2", machine: "x86_64", cpu: { brand_raw: "Intel Xeon" } },
    commit_info: {},
    benchmarks: [
      { name: "test_sort", stats: { min: 1, max: 3, mean, median: 1.5, rounds: 20, iterations: 1 } },
    ],
    datetime: "2026-11-23T22:00:00+00:00",
    version: "4.0.0",
  });

  it("takes a file for one run, however many rounds it had", () => {
    expect(values(file(1.7))).toEqual({ "time.mean": 1.7, "time.p50": 1.5 });
    expect(parse(file(1.7)).runs[0]).toMatchObject({
      each: "request",
      samples: {},
      startedAt: "2026-11-23T22:00:00.000Z",
    });
    expect(parse(file(1.7)).environment).toEqual({ python: "3.11.2", machine: "x86_64", cpu: "Intel Xeon" });
  });

  it("refuses a benchmark without a mean", () => {
    expect(() => parse(file("fast"))).toThrow("benchmarks[0].stats.mean is “fast”, a number was expected.");
    expect(() => parse(file(null))).toThrow("benchmarks[0].stats.mean is missing.");
  });
});

describe("Bencher Metric Format", () => {
  it("reads latency as nanoseconds, and other measures under their names", () => {
    expect(
      values({ "tests::a": { latency: { value: 3247.0, lower_value: 1044.0, upper_value: 5000 } } }),
    ).toEqual({
      "latency.mean": 0.003247,
    });
    expect(values({ a: { throughput: { value: 5 } }, b: { "binary-size": { value: 9 } } })).toEqual({
      "a throughput": 5,
      "b binary-size": 9,
    });
  });

  it("refuses a measure without a value", () => {
    expect(() => parse({ a: { latency: { value: null } } })).toThrow("a.latency has no value.");
  });
});

describe("hyperfine --export-csv", () => {
  it("reads a row as a run of figures without single times", () => {
    const file = parseFile(example("hyperfine.csv"), "h.csv");
    expect(file).toMatchObject({ format: "hyperfine-csv" });
    expect(file.runs[0]?.samples).toEqual({});
    expect(file.runs[0]?.quantities.map((one) => [one.name, one.value])).toEqual([
      ["time.mean", 0.42041209826],
      ["time.p50", 0.42014649576],
    ]);
  });

  it("refuses a cut off row and a time that is text", () => {
    const head = "command,mean,stddev,median,user,system,min,max\n";
    expect(() => parseFile(`${head}ls,0.1,0.1`, "h.csv")).toThrow(
      "line 2: the line has 3 fields, the header has 8.",
    );
    expect(() => parseFile(`${head}ls,fast,0,0,0,0,0,0\n`, "h.csv")).toThrow(
      "line 2: “fast” is not a number.",
    );
  });
});
