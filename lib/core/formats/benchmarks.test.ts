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

  it("reads a real file of all modes: their names tell the modes apart, sampled operations give percentiles", () => {
    const found = Object.fromEntries(
      (parseFile(example("jmh.json"), "jmh.json").runs[0]?.quantities ?? []).map((one) => [
        one.name,
        one.value,
      ]),
    );
    expect(found["B.avg(n=100, mode=thrpt) throughput"]).toBeCloseTo(1_823_109, -2);
    expect(found["B.avg(n=100, mode=avgt) time.mean"]).toBeCloseTo(0.805e-6, 9);
    expect(found["B.avg(n=100, mode=sample) time.mean"]).toBeCloseTo(0.979e-6, 9);
    expect(found["B.avg(n=100, mode=sample) time.p95"]).toBeCloseTo(0.211e-6, 10);
    expect(found["B.avg(n=100, mode=ss) time.mean"]).toBeCloseTo(4.066e-6, 9);
    expect(parseFile(example("jmh.json"), "jmh.json").environment).toMatchObject({
      threads: 2,
      warmup: "1 × 200 ms",
      measurement: "3 × 200 ms",
    });
  });

  it("takes each fork's sampled operations for one run", () => {
    const entry = jmh("ns/op", [[1]]);
    const histogram = (value: number) => [[[value, 3]], [[value + 10, 1]]];
    const { rawData: _, ...metric } = entry.primaryMetric;
    const sampled = { ...metric, rawDataHistogram: [histogram(100), histogram(200)] };
    const [run] = parse([{ ...entry, mode: "sample", primaryMetric: sampled }]).runs;
    const inNs = (name: string) => run?.samples[name]?.map((value) => Number((value * 1e9).toFixed(6)));
    expect(inNs("time.mean")).toEqual([102.5, 202.5]);
    expect(inNs("time.p50")).toEqual([100, 200]);
    expect(inNs("time.p99")).toEqual([110, 210]);
  });

  it("tells benchmarks of one name in two packages apart", () => {
    const two = [jmh("s/op", [[1]], "a.x.B.c"), jmh("s/op", [[2]], "a.y.B.c")];
    expect(Object.keys(values(two))).toEqual([
      "a.x.B.c B.c(mode=avgt) time.mean",
      "a.y.B.c B.c(mode=avgt) time.mean",
    ]);
  });

  it("refuses a unit that it does not know", () => {
    expect(() => parse([jmh("furlongs/op", [[1]])])).toThrow("the unit “furlongs/op” is not known");
  });
});

describe("JMH's tables", () => {
  const read = (name: string, select?: Record<string, string>) =>
    parseFile(example(name), name, select ? { select } : {});
  const figures = (name: string, select?: Record<string, string>) =>
    Object.fromEntries(read(name, select).runs[0]?.quantities.map((one) => [one.name, one.value]) ?? []);

  it("reads the CSV, percentiles in rows of their own, with the decimal comma of its language", () => {
    expect(read("jmh.csv")).toMatchObject({ format: "jmh-csv", environment: { threads: 1 } });
    const found = figures("jmh.csv");
    expect(Object.keys(found)).toEqual([
      ...["time.mean", "time.p50", "time.p90", "time.p95", "time.p99", "time.p99.9", "time.p99.99"],
    ]);
    expect(found["time.mean"]).toBeCloseTo(8800.787398e-9, 15);
    expect(found["time.p95"]).toBeCloseTo(241e-9, 15);
  });

  it("reads the printed table with its parameters, modes and units, and leaves out what profilers say", () => {
    expect(read("jmh.txt")).toMatchObject({
      format: "jmh-text",
      version: "1.37",
      environment: { threads: 2 },
    });
    const one = figures("jmh.txt", { benchmark: "B.avg(n=100, mode=sample)" });
    expect(one["time.mean"]).toBeCloseTo(0.979e-6, 12);
    expect(one["time.p99.9"]).toBeCloseTo(0.491e-6, 12);
    expect(figures("jmh.txt")["B.avg(n=100, mode=thrpt) throughput"]).toBeCloseTo(1.823e6, 0);
    expect(
      read("jmh.txt").runs[0]?.quantities.find((q) => q.name.endsWith("avgt) time.mean"))?.resolution,
    ).toBe(1e-9);
  });

  it("refuses a log that has no table yet, and a row that is cut off", () => {
    const text = example("jmh.txt");
    expect(() => parseFile(text.slice(0, text.indexOf("Benchmark  ")), "a.txt")).toThrow(
      "the table of results",
    );
    expect(() => parseFile(text.slice(0, text.indexOf("± 252.792")), "a.txt")).toThrow(
      "is no row of the table",
    );
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

  it("reads a real file: seconds, medians beside means, names with parameters", () => {
    const read = (text: string) => parseFile(text, "b.json");
    const found = read(example("pytest-benchmark.json"));
    expect(found).toMatchObject({ format: "pytest-benchmark", version: "5.2.3" });
    const median = found.runs[0]?.quantities.find((one) => one.name === "test_sleep time.p50")?.value;
    expect(median).toBeCloseTo(0.00209244, 7);
    const { benchmarks, ...others } = JSON.parse(example("pytest-benchmark.json"));
    const rounds = { ...benchmarks[0], extra_info: { note: "x".repeat(70_000) } };
    const sorted = JSON.stringify({ benchmarks: [{ options: benchmarks[0].options, ...rounds }], ...others });
    expect(read(sorted).format).toBe("pytest-benchmark");
  });

  it("tells tests of one name in two modules apart by their full names", () => {
    const one = file(1.7).benchmarks[0];
    const named = (fullname: string) => ({ ...one, fullname });
    const two = { ...file(1.7), benchmarks: [named("a.py::test_sort"), named("b.py::test_sort")] };
    expect(Object.keys(values(two))).toEqual([
      ...["a.py::test_sort time.mean", "a.py::test_sort time.p50"],
      ...["b.py::test_sort time.mean", "b.py::test_sort time.p50"],
    ]);
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

  it("reads the columns of version 2, with their unit", () => {
    const file = parseFile(example("hyperfine-2.csv"), "h.csv");
    expect(file).toMatchObject({ format: "hyperfine-csv" });
    expect(file.runs.map((run) => run.quantities[0]?.value)).toEqual([0.03139595725, 0.034270901]);
    const inMs = parseFile(example("hyperfine-2.csv").replaceAll(",s,", ",ms,"), "h.csv");
    expect(inMs.runs[0]?.quantities[0]?.value).toBeCloseTo(0.00003139595725, 12);
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
