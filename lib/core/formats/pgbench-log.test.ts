import { describe, expect, it } from "vitest";
import { example } from "./examples/example.ts";
import { parseFile } from "./registry.ts";

const read = (text: string) => parseFile(text, "pgbench_log.812");
const value = (text: string, name: string) =>
  read(text).runs[0]?.quantities.find((q) => q.name === name)?.value;

describe("pgbench --log", () => {
  it("reads a real log: times from µs to ms, one run, its start, its clients", () => {
    const file = read(example("pgbench-before.log"));
    expect(file).toMatchObject({ format: "pgbench-log", tool: "pgbench", environment: { clients: 2 } });
    expect(file.runs).toHaveLength(1);
    expect(file.runs[0]?.each).toBe("request");
    expect(file.runs[0]?.samples.latency).toHaveLength(121);
    expect(file.runs[0]?.startedAt).toBe("2026-11-23T21:43:22.293Z");
    expect(value(example("pgbench-before.log"), "latency.mean")).toBeCloseTo(116.4784, 4);
    expect(value(example("pgbench-before.log"), "latency.p50")).toBeCloseTo(116.202, 3);
    expect(value(example("pgbench-before.log"), "throughput")).toBeCloseTo(17.11, 1);
  });

  it("counts the transactions of a sampled log by their numbers, not by its lines", () => {
    const text = example("pgbench-sampled.log");
    const lines = text.trim().split("\n").length;
    const seconds = 0.0125;
    expect(value(text, "throughput")).toBeGreaterThan((2 * lines) / seconds);
  });

  it("reads schedule lag and retries as further columns", () => {
    expect(
      value("0 0 1000 0 1795471524 500000 12 1\n0 1 3000 0 1795471524 600000 9 0\n", "latency.mean"),
    ).toBe(2);
  });

  it("counts failed and skipped transactions as errors, not as times", () => {
    const file = read(
      "0 0 1000 0 1795471524 500000\n0 1 failed 0 1795471524 600000\n0 2 3000 0 1795471524 700000\n0 3 skipped 0 1795471524 800000\n",
    );
    expect(file.runs[0]?.samples.latency).toEqual([1, 3]);
    expect(file.runs[0]?.errorRate).toBe(0.5);
    expect(file.warnings.map((warning) => warning.message.slice(0, 15))).toEqual([
      "1 transactions ",
      "1 transactions ",
    ]);
  });

  it("refuses a log that is cut off inside a line, naming the line", () => {
    const text = example("pgbench-before.log").trimEnd().slice(0, -12);
    expect(() => read(text)).toThrow("pgbench_log.812, line 121: the line has 5 of the 6 to 8 fields");
  });

  it("refuses a stray text, naming line and text", () => {
    expect(() => read("0 0 1000 0 1795471524 500000\n0 1 soon 0 1795471524 600000\n")).toThrow(
      "line 2: “0 1 soon 0 1795471524 600000” is not a line of a pgbench log.",
    );
  });
});
