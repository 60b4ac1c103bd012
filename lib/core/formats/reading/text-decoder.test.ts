import { expect, it } from "vitest";
import { parseFile } from "#lib/core/formats/registry.ts";
import { decodedText } from "./text-decoder.ts";

const printed = "latency (µs)\r\n12.5\r\n13.5\r\n";

it("reads what PowerShell redirects into a file: UTF-16 with its mark, in either order of bytes", () => {
  const little = Buffer.from(`\uFEFF${printed}`, "utf16le");
  for (const bytes of [
    little,
    Buffer.from(little).swap16(),
    Buffer.from(printed),
    Buffer.from(`\uFEFF${printed}`),
  ]) {
    const { runs } = parseFile(decodedText(bytes), "before.txt");
    expect(runs[0]?.samples).toEqual({ "latency (µs)": [12.5, 13.5] });
    expect(runs[0]?.quantities[0]?.unit).toBe("us");
  }
});

it("makes no number of bytes that are no text", () => {
  const cut = Buffer.from(`\uFEFF${printed}`, "utf16le").subarray(0, 11);
  expect(() => parseFile(decodedText(cut), "a.txt")).toThrow("a.txt");
  expect(() => parseFile(decodedText(Buffer.from(printed, "utf16le")), "a.txt")).toThrow("text in UTF-16");
});
