import { describe, expect, it } from "vitest";
import { parseFile } from "./registry.ts";

const read = (text: string, column?: string) => parseFile(text, "values.csv", { column });
const samples = (text: string, column?: string) => read(text, column).runs[0]?.samples;

describe("a plain table", () => {
  it("reads one column without a header as the unnamed quantity", () => {
    expect(samples("412\n405\n419\n")).toEqual({ value: [412, 405, 419] });
  });

  it("reads each numeric column under its name and leaves text columns alone", () => {
    expect(samples("host,latency_ms,errors\na,412,0\nb,405,1\n")).toEqual({
      latency_ms: [412, 405],
      errors: [0, 1],
    });
  });

  it("tells unit and direction from a column's name, and nothing where the name tells nothing", () => {
    const meaning = (header: string) => read(`${header}\n1\n2\n`).runs[0]?.quantities[0];
    expect(meaning("latency_ms")).toMatchObject({ unit: "ms", kind: "duration", better: "lower" });
    expect(meaning("Elapsed (s)")).toMatchObject({ unit: "s", kind: "duration", better: "lower" });
    expect(meaning("throughput")).toMatchObject({ unit: "", kind: "rate", better: "higher" });
    expect(meaning("hitRate")).toMatchObject({ kind: "ratio", better: "higher" });
    expect(meaning("widgets")).toMatchObject({ unit: "", better: null });
    expect(meaning("constructor")).toMatchObject({ unit: "", better: null });
  });

  it("takes the column that is chosen, whatever its letter case", () => {
    expect(samples("a,Total\n1,10\n2,20\n", "total")).toEqual({ Total: [10, 20] });
  });

  it("names the columns there are when the chosen one is not among them", () => {
    expect(() => read("a,b\n1,2\n", "c")).toThrow("values.csv: there is no column “c”. It has “a”, “b”.");
  });

  it("skips a byte order mark, CRLF, blank lines and remarks above the table", () => {
    expect(samples("\uFEFF# measured on web-1\r\nvalue\r\n1.5\r\n\r\n2.5\r\n")).toEqual({
      value: [1.5, 2.5],
    });
  });

  it("reads semicolons with decimal commas and says so", () => {
    const file = read("name;time\na;1.412,5\nb;,5\n");
    expect(file.runs[0]?.samples).toEqual({ time: [1412.5, 0.5] });
    expect(file.warnings.map((warning) => warning.code)).toEqual(["decimal-comma"]);
  });

  it("reads decimal commas in a single column with a header", () => {
    expect(samples("latency\n412,5\n413,25\n")).toEqual({ latency: [412.5, 413.25] });
  });

  it("refuses decimal points and decimal commas in one column", () => {
    expect(() => read("a;b\nx;1.5\nx;1,5\n")).toThrow("row 2 mixes decimal points and decimal commas: “1,5”");
  });

  it("counts NaN, infinite and empty cells as missing, never as zero", () => {
    const file = read("host,value\na,1\nb,NaN\nc,+Inf\nd,\ne,2\n");
    expect(file.runs[0]?.samples).toEqual({ value: [1, 2] });
    expect(file.warnings).toEqual([
      {
        code: "missing-values",
        message:
          "3 values are missing in values.csv (NaN, infinite or empty) and left out, not counted as zero.",
      },
    ]);
  });

  it("refuses the whole file for a text in row 70,000, naming row and text", () => {
    const rows = Array.from({ length: 80_000 }, (_, index) => (index === 69_999 ? "broken" : String(index)));
    expect(() => read(`value\n${rows.join("\n")}\n`)).toThrow(
      "values.csv, line 70001: row 70000: “broken” is not a number.",
    );
  });

  it("refuses a row with another number of fields", () => {
    expect(() => read("a,b\n1,2\n3\n")).toThrow("line 3: row 2 has 1 field, the first line has 2.");
  });

  it("refuses a quote that is never closed, naming its line", () => {
    expect(() => read('a,b\n1,"2\n3,4\n')).toThrow("values.csv, line 2: a quote is opened and not closed.");
  });

  it("reads quoted fields with delimiters, quotes and line ends in them", () => {
    expect(samples('name,value\n"a, ""b""\nc",1\n"d",2\n')).toEqual({ value: [1, 2] });
  });

  it("leaves out a column that only numbers the rows", () => {
    expect(samples("run,latency_ms\n1,412\n2,405\n3,419\n")).toEqual({ latency_ms: [412, 405, 419] });
  });

  it("refuses a file with only missing values", () => {
    expect(() => read("value\nNaN\nNaN\n", "value")).toThrow("there is no number in it, only missing values");
  });

  it("says what each column holds when none holds numbers only", () => {
    expect(() => parseFile("a\n412 ms\n", "values.csv", { format: "csv" })).toThrow("“a” holds “412 ms”");
  });

  it("reads a line of a million characters", () => {
    expect(samples(`note,value\n${"x".repeat(1_000_000)},5\ny,6\n`)).toEqual({ value: [5, 6] });
  });

  it("reads other shapes that people save numbers in", () => {
    const samples = (text: string) => parseFile(text, "values.csv").runs[0]?.samples;
    expect(samples("388.7,402.7,415.5\n")).toEqual({ value: [388.7, 402.7, 415.5] });
    expect(samples("run|p95_ms\n1|12.5\n2|13\n")).toEqual({ p95_ms: [12.5, 13] });
    expect(samples("metric,value\np95_ms,12\nthroughput,80\np95_ms,13\n")).toEqual({
      p95_ms: [12, 13],
      throughput: [80],
    });
  });

  it("takes neither the numbers of the rows nor JSON for measurements", () => {
    const read = (text: string) => () => parseFile(text, "values.csv");
    expect(read('run,latency_us\n0,"388,700"\n1,"402,100"\n')).toThrow(
      "no column holds numbers only: “run” counts the rows; “latency_us” holds “388,700”.",
    );
    expect(read("<html><body>404, 12</body></html>")).toThrow("not a result file that is known here");
    expect(read("latency_ms\n999\n1,002\n")).toThrow(
      "line 3: row 2: “1,002” may be a thousand or a decimal; write it without the comma.",
    );
  });

  it("knows a percentile by its name, and an error rate by a column of errors", () => {
    const file = parseFile("p95,errors\n120,0\n130,0.5\n", "values.csv");
    expect(file.runs[0]).toMatchObject({
      errorRate: 0.25,
      quantities: [{ name: "p95", better: "lower" }, {}],
    });
    expect(parseFile("p95,errors\n120,0\n130,7\n", "values.csv").runs[0]?.errorRate).toBeNull();
  });
});
