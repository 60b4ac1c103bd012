import { expect, test } from "vitest";
import { moveSentence } from "#lib/roadmap/move-sentence.ts";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

test("a move says from where to where, and why", () => {
  const move = {
    by: "Thandi Mokoena",
    fromHorizon: "now",
    toHorizon: "next",
    fromQuarter: "2026-Q4",
    toQuarter: "2027-Q1",
    reason: "The replica comes first.",
  } as const;
  expect(plain(moveSentence(move))).toBe(
    "Thandi Mokoena moved it from Now (Q4 2026) to Next (Q1 2027): The replica comes first.",
  );
  const added = {
    ...move,
    fromHorizon: null,
    fromQuarter: null,
    toQuarter: null,
    toHorizon: "later",
    reason: null,
  } as const;
  expect(moveSentence(added)).toBe("Thandi Mokoena added it to Later (no date).");
});
