import { expect, test } from "vitest";
import { isMeant, mentionBefore, mentionName, mentionsIn } from "#lib/feedback/mentions.ts";

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

test.each<[string, { from: number; typed: string } | null]>([
  ["@", { from: 0, typed: "" }],
  ["Ask @nom", { from: 4, typed: "nom" }],
  ["(@nomsa.d", { from: 1, typed: "nomsa.d" }],
  ["Ask @nom ", null],
  ["ann@ex", null],
  ["ann@", null],
  ["@@", null],
  ["", null],
])("what is being mentioned at the end of “%s”", (text, found) => {
  expect(mentionBefore(text, text.length)).toEqual(found);
  expect(mentionBefore(`${text} and more`, text.length)).toEqual(found);
});

test("a person is mentioned by what stands before the @ of their address, where that is understood", () => {
  expect(mentionName("Nomsa.Dlamini@saypro.example")).toBe("nomsa.dlamini");
  expect(mentionName("o'brien@saypro.example")).toBeNull();
  expect(mentionName("dot.@saypro.example")).toBeNull();
});

test.each([
  ["", true],
  ["Nom", true],
  ["dlam", true],
  ["nomsa.d", true],
  ["omsa", false],
  ["dlamini.n", false],
])("Nomsa Dlamini may be meant by @%s: %s", (typed, expected) => {
  expect(isMeant({ name: "Nomsa Dlamini", mention: "nomsa.dlamini" }, typed)).toBe(expected);
});
