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
    archived: null,
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
  const off = { ...move, toHorizon: "now", toQuarter: null, archived: true } as const;
  expect(plain(moveSentence(off))).toBe(
    "Thandi Mokoena took it off the roadmap, from Now (Q4 2026): The replica comes first.",
  );
  const back = { ...move, fromQuarter: null, archived: false, reason: null } as const;
  expect(plain(moveSentence(back))).toBe("Thandi Mokoena put it back on the roadmap, to Next (Q1 2027).");
});
