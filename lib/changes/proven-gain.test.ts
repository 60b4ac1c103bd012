import { expect, test } from "vitest";
import { provenGain, resultKeyOf } from "#lib/changes/proven-gain.ts";

type Given = Parameters<typeof provenGain>[0];
const effect = {
  relative: null,
  low: null,
  high: null,
  absolute: null,
  absoluteLow: null,
  absoluteHigh: null,
  superiority: null,
};
const verdict = (more: Partial<Given>): Given => ({
  outcome: "improved",
  reason: null,
  better: "lower",
  unit: "ms",
  minimumEffect: 0.02,
  effect,
  ...more,
});

test("is the near end of the interval, in multiples of what matters", () => {
  const given = verdict({ effect: { ...effect, relative: -0.34, low: -0.37, high: -0.3 } });
  expect(provenGain(given)).toBeCloseTo(15);
  expect(provenGain({ ...given, outcome: "regressed" })).toBeCloseTo(-15);
});

test("a narrow gain stands before a wide one with the same middle", () => {
  const narrow = provenGain(verdict({ effect: { ...effect, relative: 0.3, low: 0.28, high: 0.32 } })) ?? 0;
  const wide = provenGain(verdict({ effect: { ...effect, relative: 0.3, low: 0.03, high: 0.6 } })) ?? 0;
  expect(narrow).toBeGreaterThan(wide);
});

test("ratios, and what had no start, count in points", () => {
  const points = {
    ...effect,
    relative: -0.8,
    low: -0.9,
    high: -0.7,
    absoluteLow: -0.023,
    absoluteHigh: -0.011,
  };
  expect(provenGain(verdict({ unit: "ratio", minimumEffect: 0.001, effect: points }))).toBeCloseTo(11);
  expect(
    provenGain(verdict({ minimumEffect: 1, effect: { ...effect, absoluteLow: 4, absoluteHigh: 6 } })),
  ).toBeCloseTo(4);
});

test("what is not proven has none", () => {
  const known = { ...effect, relative: -0.3, low: -0.4, high: -0.2 };
  expect(provenGain(verdict({ outcome: "inconclusive", effect: known }))).toBeNull();
  expect(provenGain(verdict({ outcome: "unchanged", effect: known }))).toBeNull();
  expect(provenGain(verdict({ reason: "summary-only", effect: known }))).toBeNull();
  expect(provenGain(verdict({}))).toBeNull();
});

test("members of a roll-out are one result by whichever metric each was measured; else the inputs are its name", () => {
  const found = { grade: "series", seed: "abc" } as const;
  expect(resultKeyOf("p95", found, ["C-9", "C-12"])).toBe(
    resultKeyOf("rate", { ...found, seed: "x" }, ["C-12", "C-9"]),
  );
  expect(resultKeyOf("p95", found)).toBe("p95:abc");
  expect(resultKeyOf("p95", found, ["C-9"])).toBe("p95:abc");
  expect(resultKeyOf("p95", { grade: "summary", seed: "abc" }, ["C-9", "C-12"])).toBeNull();
});
