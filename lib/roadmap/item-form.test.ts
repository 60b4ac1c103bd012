import { expect, test } from "vitest";
import { readItemForm } from "#lib/roadmap/item-form.ts";

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

test("percent become shares, and what is left empty is not guessed", () => {
  const input = readItemForm(
    formOf({
      title: "Statements under one second",
      "expected.metric": "royalty.statement-p95",
      "expected.direction": "fall",
      "expected.from": "15",
      "expected.to": "25 %",
      reach: "240",
      confidence: "70 %",
      effort: "1,5",
      published: "on",
    }),
  );
  expect(input).toMatchObject({
    expected: { metric: "royalty.statement-p95", low: -0.25, high: -0.15 },
    reach: 240,
    impact: null,
    confidence: 0.7,
    effort: 1.5,
    system: null,
    published: true,
  });
});

test("every field that cannot be read is named", () => {
  const form = formOf({
    title: "x",
    "expected.metric": "a",
    "expected.from": "some",
    reach: "many",
    effort: "two",
  });
  expect(() => readItemForm(form)).toThrow(
    expect.objectContaining({
      faults: [
        expect.objectContaining({ path: "expected" }),
        expect.objectContaining({ path: "reach" }),
        expect.objectContaining({ path: "effort" }),
      ],
    }),
  );
});
