import { expect, test } from "vitest";
import { answersOf, fieldRows, typeOf } from "#lib/core/open-api.ts";

test("a field reads as its path, its type in words and what limits it", () => {
  const rows = fieldRows({
    type: "object",
    required: ["title"],
    properties: {
      title: { type: "string", maxLength: 200 },
      limit: { type: "integer", minimum: 1, maximum: 200, default: 50 },
    },
  });
  expect(rows).toEqual([
    { path: "title", type: "text", shape: null, required: true, notes: ["At most 200 characters."] },
    {
      path: "limit",
      type: "whole number",
      shape: null,
      required: false,
      notes: ["Without it: 50.", "At least 1.", "At most 200."],
    },
  ]);
});

test("objects inside lists are opened under their path", () => {
  const settings = { type: "array", items: { type: "object", properties: { key: { type: "string" } } } };
  const rows = fieldRows({ type: "object", properties: { settings } });
  expect(rows.map((row) => [row.path, row.type])).toEqual([
    ["settings", "list of object"],
    ["settings[].key", "text"],
  ]);
});

test("a shape with a name is named and not opened", () => {
  const verdict = { anyOf: [{ $ref: "#/components/schemas/Verdict" }, { type: "null" }] };
  expect(fieldRows({ type: "object", properties: { verdict } })).toEqual([
    { path: "verdict", type: "Verdict or null", shape: "Verdict", required: false, notes: [] },
  ]);
});

test("values to choose from are listed, times and files are called so", () => {
  expect(typeOf({ type: "string", enum: ["lower", "higher"] }).type).toBe("lower, higher");
  expect(typeOf({ anyOf: [{ type: "string", format: "date-time" }, { type: "null" }] }).type).toBe(
    "time or null",
  );
  expect(typeOf({ type: "string", contentMediaType: "application/octet-stream" }).type).toBe("file");
});

test("an operation's answers are its success and the statuses of its refusals", () => {
  const page = {
    type: "object",
    properties: {
      items: { type: "array", items: { $ref: "#/components/schemas/System" } },
      nextCursor: { anyOf: [{ type: "string" }, { type: "null" }] },
    },
  };
  const answers = answersOf({
    operationId: "systems.list",
    responses: {
      200: { description: "OK", content: { "application/json": { schema: page } } },
      404: { $ref: "#/components/responses/Problem404" },
    },
  });
  expect(answers).toEqual({
    good: [
      {
        status: "200",
        mediaType: "application/json",
        type: "items, a list of System, and nextCursor",
        shape: "System",
      },
    ],
    problems: ["404"],
  });
});
