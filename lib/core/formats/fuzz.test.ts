import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "#lib/core/errors.ts";
import { example } from "./examples/example.ts";
import { formats, parseFile } from "./registry.ts";

const names = readdirSync(new URL("./examples/", import.meta.url)).filter((name) => !/\.(md|ts)$/.test(name));
const examples = names.map(example);
const formatNames = formats.map((format) => format.name);

/** Reads whole or refuses in one line; anything else is a fault of ours. */
function readsOrRefuses(text: string, format: string | undefined): void {
  try {
    for (const run of parseFile(text, "file.txt", { format }).runs) {
      expect(run.quantities.every(({ value }) => value === null || Number.isFinite(value))).toBe(true);
      expect(Object.values(run.samples).flat().every(Number.isFinite)).toBe(true);
      if (run.errorRate !== null) expect(Math.abs(run.errorRate - 0.5)).toBeLessThanOrEqual(0.5);
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.code).toBe("INVALID");
    expect(error.message).not.toMatch(/[\n\r]/);
  }
}

const anyFormat = fc.option(fc.constantFrom(...formatNames), { nil: undefined, freq: 3 });
const shard = fc.constantFrom(
  "NaN",
  "-1",
  "1e999",
  "null",
  "",
  '"',
  "{",
  "]",
  ",",
  ";",
  "\t",
  "\n",
  "\r\n",
  "<",
  "__proto__",
  "1.2.3",
  "\u0000",
);

/** A real file with a few places cut, replaced or written twice. */
const damaged = fc
  .tuple(
    fc.constantFrom(...examples),
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12), shard, fc.boolean()), {
      minLength: 1,
      maxLength: 4,
    }),
    fc.boolean(),
  )
  .map(([text, places, isCut]) => {
    let result = text;
    for (const [share, length, piece, isTwice] of places) {
      const at = Math.floor(share * result.length);
      const kept = isTwice ? result.slice(at) : result.slice(at + length);
      result = result.slice(0, at) + piece + kept;
    }
    return isCut ? result.slice(0, Math.floor((places[0]?.[0] ?? 1) * result.length)) : result;
  });

describe("any bytes", () => {
  it("are read or refused: random text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 400 }), anyFormat, readsOrRefuses), {
      numRuns: 1500,
    });
  });

  it("are read or refused: random JSON", () => {
    fc.assert(fc.property(fc.json({ maxDepth: 5 }), anyFormat, readsOrRefuses), { numRuns: 1500 });
  });

  it("are read or refused: real files with damage", () => {
    fc.assert(fc.property(damaged, anyFormat, readsOrRefuses), { numRuns: 4000 });
  });

  // Were any of these read in a time that grows with the square of its length, the test would run into its limit.
  it.each([
    "\n",
    " ",
    "\t",
    "\r",
    ",",
    '"',
    "'",
    "{",
    "[",
    "1 ",
    "1,",
    "a: ",
    "[200] 1 responses\n",
    "│",
    "NaN,",
    '{"a":',
    '<httpSample t="1" ',
    "<sample t='1'>",
    'a{b="c",',
    "http.a: ...\n",
    "# TYPE a gauge\n",
    "tps = 1",
  ])("are read or refused soon: %j a hundred thousand times", (unit) => {
    const long = unit.repeat(Math.ceil(100_000 / unit.length));
    for (const format of [undefined, ...formatNames]) readsOrRefuses(long, format);
    for (const text of examples) readsOrRefuses(text.slice(0, 600) + long, undefined);
  });
});
