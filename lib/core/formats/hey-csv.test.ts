import { describe, expect, it } from "vitest";
import { example } from "./examples/example.ts";
import { parseFile } from "./registry.ts";

const read = (text: string) => parseFile(text, "hey.csv");
const value = (text: string, name: string) =>
  read(text).runs[0]?.quantities.find((q) => q.name === name)?.value;
const header = "response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,status-code,offset";

describe("hey -o csv", () => {
  it("reads seconds as milliseconds and takes the file as one run", () => {
    const text = `${header}\n0.0030,0,0,0,0,0,200,0.0\n0.0050,0,0,0,0,0,200,0.995\n`;
    expect(read(text).runs[0]?.samples.latency).toEqual([3, 5]);
    expect(value(text, "latency.mean")).toBe(4);
    expect(value(text, "throughput")).toBeCloseTo(2, 10);
  });

  it("counts answers that are not 2xx or 3xx as errors and keeps them out of the goodput", () => {
    const text = example("hey-rate-limited.csv");
    expect(value(text, "error-rate")).toBe(1);
    expect(value(text, "goodput")).toBe(0);
    expect(value(text, "throughput")).toBeGreaterThan(1000);
  });

  it("recovers how many requests were in flight, which the file does not say", () => {
    expect(read(example("hey-2-clients.csv")).environment).toMatchObject({ concurrency: 2 });
    expect(read(example("hey-12-clients.csv")).environment).toMatchObject({ concurrency: 12 });
  });

  it("does not take the few requests in flight of a paced load for its concurrency", () => {
    const rows = Array.from({ length: 200 }, (_, i) => `0.0030,0,0,0,0,0,200,${(i * 0.05).toFixed(4)}`);
    expect(read([header, ...rows].join("\n")).environment).toEqual({ concurrency: null, pacedRate: 20.1 });
  });

  it("counts a row with a missing number as missing", () => {
    const file = read(`${header}\n0.0030,0,0,0,0,0,200,0.0\nNaN,0,0,0,0,0,200,0.1\n`);
    expect(file.runs[0]?.samples.latency).toEqual([3]);
    expect(file.warnings[0]?.code).toBe("missing-values");
  });

  it("refuses a cut off line and a text, naming line and fault", () => {
    expect(() => read(`${header}\n0.0030,0,0,0,0,0,200,0.0\n0.0030,0,0`)).toThrow(
      "hey.csv, line 3: the line has 3 fields, the header has 8.",
    );
    expect(() => read(`${header}\nslow,0,0,0,0,0,200,0.0\n`)).toThrow("line 2: “slow” is not a number.");
  });

  it("refuses a file without its header, or with nothing below it", () => {
    const rows = "0.0030,0,0,0,0,0,200,0.0\n0.0040,0,0,0,0,0,200,0.1\n";
    expect(() => parseFile(rows, "hey.csv", { format: "hey-csv" })).toThrow(
      "header line of hey -o csv is missing",
    );
    expect(() => read(`${header}\n`)).toThrow("there is no request below the header");
  });
});
