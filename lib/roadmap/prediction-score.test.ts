import { expect, test } from "vitest";
import {
  predictionOutcome,
  predictionSentence,
  predictionShare,
  scoreRows,
  tallyOf,
} from "#lib/roadmap/prediction-score.ts";

const fall = { low: -0.4, high: -0.2 };
const rise = { low: 0.1, high: 0.3 };
const improved = (relative: number) => ({ outcome: "improved" as const, relative, withdrawn: false });

test.each([
  ["met", fall, [improved(-0.25)]],
  ["met", rise, [improved(0.3)]],
  ["above", fall, [improved(-0.5)]],
  ["below", fall, [improved(-0.1)]],
  ["below", rise, [improved(0.05)]],
  ["below", fall, [{ outcome: "unchanged", relative: 0.004 }]],
  ["wrong-way", fall, [{ outcome: "regressed", relative: 0.09 }]],
  ["wrong-way", rise, [{ outcome: "regressed", relative: -0.2 }]],
  ["not-provable", fall, [{ outcome: "inconclusive", relative: -0.25 }]],
  ["not-provable", fall, [{ outcome: "reported", relative: -0.25 }]],
  ["not-provable", fall, [{ outcome: "improved", relative: null }]],
  [null, fall, []],
  [null, fall, [{ outcome: "none", relative: null }]],
] as const)("%s", (outcome, expected, proofs) => {
  expect(
    predictionOutcome(
      expected,
      proofs.map((proof) => ({ withdrawn: false, ...proof })),
    ),
  ).toBe(outcome);
});

test("effects that follow each other multiply; they are never added", () => {
  // 0.8 × 0.75 = 0.6: a fall of 40 %, which added up would be 45 %.
  expect(predictionOutcome(fall, [improved(-0.2), improved(-0.25)])).toBe("met");
  expect(predictionOutcome({ low: -0.46, high: -0.44 }, [improved(-0.2), improved(-0.25)])).toBe("below");
});

test("what could not be proved neither helps nor hurts", () => {
  const doubtful = { outcome: "inconclusive" as const, relative: -0.9, withdrawn: false };
  expect(predictionOutcome(fall, [improved(-0.25), doubtful])).toBe("met");
});

test("what was taken back counts only where nothing else stands", () => {
  const taken = { outcome: "regressed" as const, relative: 0.3, withdrawn: true };
  expect(predictionOutcome(fall, [taken, improved(-0.25)])).toBe("met");
  expect(predictionOutcome(fall, [taken])).toBe("wrong-way");
});

test("the score says what came true in counts", () => {
  const tally = tallyOf(["met", "met", "above", "below", "wrong-way", "not-provable"]);
  expect(predictionSentence(tally)).toBe(
    "Of 5 predictions with a verdict, 2 were met, 1 brought more than expected, 1 was too hopeful and 1 pointed the wrong way. One could not be proved.",
  );
  expect(predictionShare(tally)).toBe(0.6);
  expect(predictionShare(tallyOf(["not-provable"]))).toBeNull();
  expect(predictionSentence(tallyOf([]))).toBe("");
});

test("the rows of the score count everyone once, by quarter", () => {
  const rows = scoreRows([
    { name: "Portal", quarter: "2026-Q4", outcome: "met" },
    { name: "Royalties", quarter: "2026-Q3", outcome: "below" },
    { name: "Royalties", quarter: "2026-Q4", outcome: "met" },
  ]);
  expect(rows.map((row) => row.name)).toEqual(["Royalties", "Portal"]);
  expect(rows[0]?.byQuarter["2026-Q3"]).toMatchObject({ below: 1, met: 0 });
  expect(rows[0]?.all).toMatchObject({ below: 1, met: 1 });
});
