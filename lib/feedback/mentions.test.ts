import { expect, test } from "vitest";
import { mentionsIn } from "#lib/feedback/mentions.ts";

test("names behind an @ are mentions, whatever stands around them", () => {
  expect(mentionsIn("@nomsa.dlamini, please look. (@Sipho)")).toEqual(["nomsa.dlamini", "sipho"]);
  expect(mentionsIn("Ask @ann.")).toEqual(["ann"]);
});

test("an e-mail address mentions nobody, and neither does a lone @", () => {
  expect(mentionsIn("write to ann@example.org or @ noon, a@b@c")).toEqual([]);
});

test("each counts once, and twenty are enough", () => {
  expect(mentionsIn("@ann @ann @ANN")).toEqual(["ann"]);
  expect(mentionsIn(Array.from({ length: 50 }, (_, i) => `@person${i}`).join(" "))).toHaveLength(20);
});
