import { describe, expect, it } from "vitest";
import { formats, parseFile, recognise } from "./registry.ts";

describe("recognising a file", () => {
  it("refuses empty and binary files", () => {
    expect(() => parseFile("", "a.csv")).toThrow("a.csv: the file is empty.");
    expect(() => parseFile("\uFEFF \n\n", "a.csv")).toThrow("the file is empty");
    expect(() => parseFile("\u0000\u0001\u0002", "a.bin")).toThrow(
      "this is a binary file (or text in UTF-16)",
    );
    expect(() => parseFile("PK\u0003\u0004\uFFFD\uFFFD\uFFFD\uFFFD12,13", "a.zip")).toThrow(
      "this is a binary file",
    );
  });

  it("says what an unknown file begins with and what was looked for", () => {
    expect(() => parseFile("Dear team,\nit is faster now.", "mail.txt")).toThrow(
      /^mail\.txt: not a result file that is known here\. It begins “Dear team, it is faster now\.”\. Looked for: .*pgbench.*hey/,
    );
  });

  it("takes a format by its name or by its tool's, and names the formats when there is none such", () => {
    expect(parseFile("1\n2\n", "a", { format: "csv" }).format).toBe("csv");
    expect(parseFile("[1,2]", "a", { format: "plain numbers" }).format).toBe("json");
    expect(() => parseFile("1\n2\n", "a", { format: "excel" })).toThrow(
      "There is no format “excel”. The formats are",
    );
  });

  it("gives every format a name of its own and never throws while detecting", () => {
    expect(new Set(formats.map((format) => format.name)).size).toBe(formats.length);
    for (const head of ["", "{", "[", '"', "\n\n", "{]", "a,b", '{"results":[{"command":', "0 0 0"]) {
      expect(() => recognise(head, "x")).not.toThrow();
    }
  });
});
