import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shownOutcomes, statuses } from "#lib/changes/model.ts";
import {
  type Counted,
  countsOf,
  type Groups,
  groupsOf,
  headlineOf,
  isBegun,
  isWithdrawn,
} from "#lib/changes/overview.ts";
import { partsOf } from "#lib/testing/parts-of.ts";

const headline = (changes: Counted[]) => headlineOf(countsOf(partsOf(changes)));
const numbers = (group: Groups<Counted>["better"]) => group.map(({ lead }) => lead.number);

describe("the headline of a quarter", () => {
  it("counts in words and says the worse in the same breath", () => {
    const changes = [
      ...Array.from({ length: 7 }, (_, index) => change(index + 1, "improved", "verified")),
      change(8, "regressed", "rolled-back"),
    ];
    expect(headline(changes)).toBe("Seven changes proved better. One made things worse and was rolled back.");
  });

  it("says of two that got worse how many were rolled back", () => {
    expect(headline([change(1, "regressed", "measuring"), change(2, "regressed", "rolled-back")])).toBe(
      "No change proved better. Two made things worse, and one of them was rolled back.",
    );
  });

  it("says what cannot be told where nothing is proven", () => {
    expect(headline([change(1, "inconclusive", "measuring"), change(2, "none", "applied")])).toBe(
      "Nothing proved better or worse. One change cannot be told.",
    );
  });

  it("leaves out what is only planned", () => {
    expect(headline([change(1, "none", "planned"), change(2, "none", "draft")])).toBe(
      "No change was applied in this quarter.",
    );
  });
});

describe("the groups of a quarter", () => {
  it("do not count an improvement that was rolled back as better, and keep what got worse as worse", () => {
    const changes = [
      change(1, "improved", "rolled-back"),
      change(2, "improved", "verified"),
      change(3, "regressed", "rolled-back"),
    ];
    const groups = groupsOf(changes);
    expect(numbers(groups.better)).toEqual([2]);
    expect(numbers(groups.withdrawn)).toEqual([1]);
    expect(numbers(groups.worse)).toEqual([3]);
    expect(countsOf(partsOf(changes))).toMatchObject({ worseUndone: 1, withdrawnBetter: 1 });
  });

  it("keep reported, inconclusive and open changes apart", () => {
    const groups = groupsOf([
      change(1, "reported", "measuring"),
      change(2, "inconclusive", "measuring"),
      change(3, "none", "applied"),
    ]);
    expect([groups.reported, groups.inconclusive, groups.open].map(numbers)).toEqual([[1], [2], [3]]);
  });

  it("count changes that share one verdict once, led by one that is still in use", () => {
    const shared = { resultKey: "p95:abc" };
    const changes = [
      change(1, "improved", "verified", shared),
      change(2, "improved", "rolled-back", shared),
      change(3, "improved", "verified", shared),
      change(4, "improved", "verified", { resultKey: "p95:def" }),
    ];
    const groups = groupsOf(changes);
    expect(
      groups.better.map(({ lead, others }) => [lead.number, others.map((other) => other.number)]),
    ).toEqual([
      [4, []],
      [3, [1, 2]],
    ]);
    expect(countsOf(partsOf(changes))).toMatchObject({ better: 2, changes: 4 });
  });

  it("put what proves most first, whatever its direction", () => {
    const groups = groupsOf([
      change(1, "improved", "verified", { gain: 2 }),
      change(2, "improved", "verified", { gain: 9 }),
      change(3, "regressed", "measuring", { gain: -1 }),
      change(4, "regressed", "measuring", { gain: -8 }),
    ]);
    expect(numbers(groups.better)).toEqual([2, 1]);
    expect(numbers(groups.worse)).toEqual([4, 3]);
  });

  it("hold every change that was carried out exactly once, in any order", () => {
    const changes = fc.uniqueArray(
      fc.record({
        number: fc.integer({ min: 1, max: 500 }),
        status: fc.constantFrom(...statuses),
        outcome: fc.constantFrom(...shownOutcomes),
        resultKey: fc.option(fc.constantFrom("a", "b", "c")),
        gain: fc.option(fc.double({ noNaN: true, min: -9, max: 9 })),
      }),
      { selector: ({ number }) => number },
    );
    fc.assert(
      fc.property(changes, (all) => {
        const groups = groupsOf(all);
        const told = Object.values(groups)
          .flat()
          .flatMap(({ lead, others }) => [lead, ...others]);
        expect(told.map(({ number }) => number).sort()).toEqual(
          all
            .filter(isBegun)
            .map(({ number }) => number)
            .sort(),
        );
        expect(countsOf(partsOf(all)).changes).toBe(told.length);
        expect(groups.better.some(({ lead }) => isWithdrawn(lead))).toBe(false);
        expect(groupsOf(all.toReversed())).toEqual(groups);
      }),
    );
  });
});

function change(
  number: number,
  outcome: Counted["outcome"],
  status: Counted["status"],
  more: Partial<Counted> = {},
): Counted {
  return { number, outcome, status, resultKey: null, gain: null, ...more };
}
