import { describe, expect, it } from "vitest";
import { parseFile } from "./registry.ts";

const read = (text: string, column?: string) => parseFile(text, "values.json", { column });
const samples = (text: string, column?: string) => read(text, column).runs[0]?.samples;

describe("plain JSON", () => {
  it("reads a list of numbers", () => {
    expect(samples("[412, 405.5, 4.19e2]")).toEqual({ value: [412, 405.5, 419] });
  });

  it("reads a list of records and a record of lists by column", () => {
    expect(samples('[{"host":"a","time_s":1},{"host":"b","time_s":2}]')).toEqual({ time_s: [1, 2] });
    expect(samples('{"time_s":[1,2],"size":[3,4]}', "size")).toEqual({ size: [3, 4] });
  });

  it("counts null and the NaN and Infinity that Python writes as missing", () => {
    const file = read("[1, null, NaN, -Infinity, 2]");
    expect(file.runs[0]?.samples).toEqual({ value: [1, 2] });
    expect(file.warnings[0]?.message).toContain("3 values are missing");
  });

  it("refuses a text among the numbers, naming its place", () => {
    expect(() => read('[1, 2, "fast"]')).toThrow("values.json: entry 2 is “fast”, a number was expected.");
    const entries = Array.from({ length: 30 }, (_, i) => ({ t: i === 25 ? "x" : i }));
    expect(() => read(JSON.stringify(entries))).toThrow("entry 25 of “t” is “x”");
  });

  it("says when the file is cut off, and where it is not JSON", () => {
    expect(() => read("[1, 2,\n3, ")).toThrow("values.json, line 2: the JSON ends in the middle");
    expect(() => read("[1,\n2 oops]")).toThrow("values.json, line 2: this is not JSON, at “oops]”.");
  });

  it("refuses an empty list and a column that is not there", () => {
    expect(() => read("[]")).toThrow("the list is empty");
    expect(() => read('{"a":[1]}', "b")).toThrow("there is no column “b”. It has “a”.");
  });

  it("reads a record a line, one record, and what lies in a lone key", () => {
    expect(samples('{"time_s":1}\n{"time_s":2}\n')).toEqual({ time_s: [1, 2] });
    expect(samples('{"time_s":1.5,"host":"a"}')).toEqual({ time_s: [1.5] });
    expect(samples('{"results":[{"time_s":1},{"time_s":2}]}')).toEqual({ time_s: [1, 2] });
    expect(samples('{"results":{"time_s":[1,2]}}')).toEqual({ time_s: [1, 2] });
  });
});
