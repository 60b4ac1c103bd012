import { describe, expect, it } from "vitest";
import { example } from "./examples/example.ts";
import { parseFile } from "./registry.ts";

const both = example("hyperfine-two-commands.json");
const read = (text: string) => parseFile(text, "both.json");

describe("hyperfine --export-json", () => {
  it("reads each result as a run whose single times, in seconds, are repeats of their own", () => {
    const { runs } = read(both);
    expect(runs.map((run) => run.name)).toEqual([
      "both.json, results[0] “node dedupe_v1.js”",
      "both.json, results[1] “node dedupe_v2.js”",
    ]);
    expect(runs[0]?.each).toBe("run");
    expect(runs[0]?.samples.time).toHaveLength(10);
    expect(runs[0]?.quantities[0]).toMatchObject({ name: "time.mean", unit: "s", better: "lower", n: 10 });
    expect(runs[0]?.quantities[0]?.value).toBeCloseTo(1.21945975322, 10);
  });

  it("reads an older export without the single times as a summary", () => {
    const run = read('{"results":[{"command":"a","mean":1.5,"median":1.4}]}').runs[0];
    expect(run?.samples).toEqual({});
    expect(run?.quantities.map((one) => [one.name, one.value, one.n])).toEqual([
      ["time.mean", 1.5, null],
      ["time.p50", 1.4, null],
    ]);
  });

  it("counts exit codes other than 0, and none at all, as failed", () => {
    const text = '{"results":[{"command":"a","mean":1,"times":[1,1,1,1],"exit_codes":[0,1,null,0]}]}';
    expect(read(text).runs[0]?.errorRate).toBe(0.5);
  });

  it("reads version 2: a measurement per execution, each figure with its unit, and when it began", () => {
    const text = example("hyperfine-2.json");
    const file = parseFile(text, "two.json");
    expect(file).toMatchObject({ format: "hyperfine-json", version: "2.0.0" });
    expect(file.runs.map((run) => [run.name, run.startedAt, run.samples.time?.length])).toEqual([
      ["two.json, results[0] “sleep 0.01”", "2026-11-28T02:28:39.000Z", 3],
      ["two.json, results[1] “sleep 0.02”", "2026-11-28T02:28:39.000Z", 3],
    ]);
    expect(file.runs[1]?.quantities[0]?.value).toBeCloseTo(0.022902557, 8);
    const inMs = text.replaceAll('"second"', '"millisecond"');
    expect(parseFile(inMs, "a.json").runs[1]?.quantities[0]?.value).toBeCloseTo(0.000022902557, 11);
    const failed = text
      .replace('"exit_code": 0', '"exit_code": 3')
      .replace('"exit_code": 0', '"exit_code": null');
    expect(parseFile(failed, "a.json").runs[0]?.errorRate).toBeCloseTo(2 / 3, 12);
    expect(() => parseFile(text.replace('"second"', '"fortnight"'), "a.json")).toThrow(
      "“fortnight” is not known",
    );
  });

  it("refuses a truncated file and a time that is text", () => {
    expect(() => read(both.slice(0, 600))).toThrow("the JSON ends in the middle");
    expect(() => read('{"results":[{"command":"a","mean":1,"times":[1,"long"]}]}')).toThrow(
      "both.json: results[0].times[1] is “long”, a number was expected.",
    );
    expect(() => read('{"results":[{"command":"a","mean":null,"times":[]}]}')).toThrow(
      "neither times nor a mean",
    );
  });
});
