import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NamedChange, sharedRollouts } from "./overlap.ts";

const hour = 3_600_000;

function change(name: string, from: number, to = from, settleSeconds = 0): NamedChange {
  const [start, end] = [new Date(from * hour), new Date(to * hour)];
  return { name, appliedAt: start, rolloutStart: start, rolloutEnd: end, settleSeconds };
}

const members = (own: NamedChange, others: NamedChange[], farthest: number) =>
  sharedRollouts(own, others, farthest * hour).map((shared) => shared.members.map(({ name }) => name).sort());

describe("sharedRollouts", () => {
  const [a, b, c] = [change("A", 100), change("B", 110, 112), change("C", 140)];

  it("joins the nearest first, then farther ones, none beyond the window", () => {
    expect(members(a, [b, c], 50)).toEqual([["B"], ["B", "C"]]);
    expect(members(a, [b, c], 20)).toEqual([["B"]]);
    expect(members(a, [b, c], 5)).toEqual([]);
  });

  it("takes roll-outs that overlap for one at once", () => {
    expect(members(change("D", 111, 120), [b, c], 5)).toEqual([["B"]]);
  });

  it("spans all members, with what settles last, and leaves the others apart", () => {
    const [shared] = sharedRollouts(a, [change("B", 110, 112, 7200), c], 20 * hour);
    expect(shared?.times).toEqual({
      appliedAt: new Date(100 * hour),
      rolloutStart: new Date(100 * hour),
      rolloutEnd: new Date(112 * hour),
      settleSeconds: 7200,
    });
    expect(shared?.apart.map(({ name }) => name)).toEqual(["C"]);
  });

  it("says nothing of changes without a time", () => {
    const untimed = { ...change("X", 100), appliedAt: null, rolloutStart: null, rolloutEnd: null };
    expect(members(a, [untimed], 50)).toEqual([]);
  });

  it("gives every member the same roll-out", () => {
    const starts = fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(starts, (hours) => {
        const all = hours.map((start) => change(`at ${start}`, start));
        const [first, ...others] = all;
        if (!first) return;
        for (const shared of sharedRollouts(first, others, 48 * hour)) {
          for (const member of shared.members) {
            const rest = all.filter((other) => other !== member);
            const same = sharedRollouts(member, rest, 500 * hour).map(({ times }) => times);
            expect(same).toContainEqual(shared.times);
          }
        }
      }),
      { numRuns: 200, seed: 4 },
    );
  });
});
