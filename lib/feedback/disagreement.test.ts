import { expect, test } from "vitest";
import { disagreement } from "#lib/feedback/disagreement.ts";

const nobody = { yes: 0, partly: 0, no: 0 };
const up = { difference: 1, low: 0.4, high: 1.6 };
const down = { difference: -1, low: -1.6, high: -0.4 };
const unclear = { difference: -0.2, low: -0.8, high: 0.4 };

test("improved metrics and lower ratings disagree", () => {
  expect(disagreement({ outcome: "improved", shift: down, solved: nobody })).toMatch(/lower than before/);
});

test("worse or unmoved metrics and higher ratings disagree", () => {
  expect(disagreement({ outcome: "regressed", shift: up, solved: nobody })).toMatch(/higher than before/);
  expect(disagreement({ outcome: "unchanged", shift: up, solved: nobody })).toMatch(/did not move/);
});

test("a shift that may be chance is no disagreement, and neither is agreement", () => {
  expect(disagreement({ outcome: "improved", shift: unclear, solved: nobody })).toBeNull();
  expect(disagreement({ outcome: "improved", shift: up, solved: nobody })).toBeNull();
  expect(disagreement({ outcome: "improved", shift: null, solved: nobody })).toBeNull();
  expect(disagreement({ outcome: "inconclusive", shift: down, solved: nobody })).toBeNull();
});

test("most say no: a handful is not enough, a dozen is", () => {
  const answered = (no: number, yes: number) => ({ yes, partly: 0, no });
  expect(disagreement({ outcome: "improved", shift: null, solved: answered(2, 0) })).toBeNull();
  expect(disagreement({ outcome: "improved", shift: null, solved: answered(11, 1) })).toMatch(/not solved/);
  expect(disagreement({ outcome: "improved", shift: null, solved: answered(6, 6) })).toBeNull();
});
