import { describe, expect, it } from "vitest";
import { z } from "zod";
import { isAppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";

describe("faults that a schema has no words for", () => {
  const schema = z.strictObject({
    text: z.string(),
    count: z.coerce.number().int().min(1).max(200).optional(),
    list: z.array(z.number()).max(2).optional(),
    kind: z.enum(["load", "soak"]).optional(),
    own: z.string("Say who.").optional(),
    either: z.union([z.literal(1), z.literal(true)]).optional(),
  });
  const cases: [input: unknown, message: string][] = [
    [{}, "This is missing. Give text."],
    [{ text: 5 }, "Give text."],
    [{ text: "", count: "abc" }, "Give a number."],
    [{ text: "", count: 1.5 }, "Give a whole number."],
    [{ text: "", count: 0 }, "Give at least 1."],
    [{ text: "", count: 20_000 }, "Give at most 200."],
    [{ text: "", list: {} }, "Give a list."],
    [{ text: "", list: [1, 2, 3] }, "Give at most 2 entries."],
    [{ text: "", kind: "spike" }, "Choose one of load, soak."],
    [{ text: "", own: 5 }, "Say who."],
    [
      { text: "", either: {} },
      "This is not of a kind that is taken here; the reference at /api/v1/docs says what is.",
    ],
  ];

  it.each(cases)("%j: %s", (input, message) => {
    expect(messagesOf(() => parse(schema, input))).toEqual([message]);
  });
});

function messagesOf(work: () => unknown): string[] {
  try {
    work();
    return [];
  } catch (error) {
    if (!isAppError(error)) throw error;
    return error.faults.map((fault) => fault.message);
  }
}
