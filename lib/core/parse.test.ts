import { expect, test } from "vitest";
import { z } from "zod";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";

const schema = z.strictObject({
  title: z.string().min(1, "Give a title."),
  values: z.union([
    z.array(z.uuid()),
    z.strictObject({ values: z.array(z.number("Give a finite number.")) }),
  ]),
});

function faultsIn(input: unknown) {
  try {
    parse(schema, input);
    return [];
  } catch (error) {
    return error instanceof AppError ? error.faults : [];
  }
}

test("names every fault by its path", () => {
  expect(faultsIn({ title: "", values: [], colour: "red" })).toEqual([
    { path: "title", message: "Give a title." },
    { path: "colour", message: "There is no such field. Remove it or check its spelling." },
  ]);
});

test("of several shapes the fault is that of the one that was meant", () => {
  expect(faultsIn({ title: "a", values: { values: [1, Number.NaN] } })).toEqual([
    { path: "values.values.1", message: "Give a finite number." },
  ]);
});
