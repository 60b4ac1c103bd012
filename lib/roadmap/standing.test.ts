import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { shiftQuarter } from "#lib/core/time.ts";
import { type Horizon, horizons, type Standing } from "#lib/roadmap/model.ts";
import { askedReason, quarterDrift, standingAfter } from "#lib/roadmap/standing.ts";

const current = "2026-Q4";
const at = (horizon: Horizon, quarter: string | null): Standing => ({ horizon, quarter });

describe("where an item stands after a move", () => {
  it.each([
    ["next, from now", at("now", "2026-Q4"), { horizon: "next" }, at("next", "2027-Q1")],
    ["later, from next", at("next", "2027-Q1"), { horizon: "later" }, at("later", null)],
    ["now, from no date", at("later", null), { horizon: "now" }, at("now", "2026-Q4")],
    ["now, what is overdue", at("next", "2026-Q2"), { horizon: "now" }, at("now", "2026-Q2")],
    ["later, what is far", at("next", "2027-Q3"), { horizon: "later" }, at("later", "2027-Q3")],
    ["done keeps its quarter", at("now", "2026-Q4"), { horizon: "done" }, at("done", "2026-Q4")],
    ["done without a date", at("later", null), { horizon: "done" }, at("done", null)],
    ["this quarter", at("later", null), { quarter: "2026-Q4" }, at("now", "2026-Q4")],
    ["the next quarter", at("now", "2026-Q4"), { quarter: "2027-Q1" }, at("next", "2027-Q1")],
    ["a quarter next year", at("now", "2026-Q4"), { quarter: "2027-Q3" }, at("later", "2027-Q3")],
    ["no date", at("now", "2026-Q4"), { quarter: null }, at("later", null)],
    ["done, another quarter", at("done", "2026-Q4"), { quarter: "2026-Q3" }, at("done", "2026-Q3")],
    ["both said", at("later", null), { horizon: "now", quarter: "2027-Q1" }, at("now", "2027-Q1")],
    ["the same horizon", at("now", "2027-Q2"), { horizon: "now" }, at("now", "2027-Q2")],
    ["nothing said", at("now", "2026-Q4"), {}, at("now", "2026-Q4")],
  ] as const)("%s", (_, before, to, after) => {
    expect(standingAfter(before, to, current)).toEqual(after);
  });

  const quarters = [-5, -1, 0, 1, 2, 6].map((steps) => shiftQuarter(current, steps));
  const standing = fc.record({
    horizon: fc.constantFrom(...horizons),
    quarter: fc.constantFrom(null, ...quarters),
  });

  it("is the same when the same move is made again", () => {
    const to = fc.oneof(
      fc.record({ horizon: fc.constantFrom(...horizons) }),
      fc.record({ quarter: fc.constantFrom(null, ...quarters) }),
    );
    fc.assert(
      fc.property(standing, to, (before, move) => {
        const once = standingAfter(before, move, current);
        expect(standingAfter(once, move, current)).toEqual(once);
      }),
    );
  });

  it("never asks why an item with a verdict was finished, or one moved out of a quarter still to come", () => {
    fc.assert(
      fc.property(standing, standing, (before, after) => {
        const proven = { ...before, progress: "proven" as const };
        expect(askedReason(proven, { ...before, horizon: "done" }, current)).toBeNull();
        if (before.quarter === null || before.quarter > current) {
          expect(askedReason(proven, after, current)).toBeNull();
        }
      }),
    );
  });
});

describe("a reason is asked for", () => {
  it.each([
    [true, "out of this quarter", at("now", "2026-Q4"), at("next", "2027-Q1")],
    [true, "out of a quarter that is over", at("now", "2026-Q3"), at("now", "2026-Q4")],
    [true, "set back within its quarter", at("now", "2026-Q4"), at("later", "2026-Q4")],
    [true, "what was done is open again", at("done", "2026-Q4"), at("now", "2026-Q4")],
    [false, "begun earlier", at("next", "2026-Q4"), at("now", "2026-Q4")],
    [false, "added to this quarter", at("later", null), at("now", "2026-Q4")],
    [false, "from one future quarter to another", at("next", "2027-Q1"), at("later", "2027-Q2")],
  ] as const)("%s: %s", (asked, _, before, after) => {
    expect(askedReason({ ...before, progress: "measuring" }, after, current)).toBe(asked ? "promised" : null);
  });

  it.each([
    ["planned", "unmeasured"],
    ["measuring", "unmeasured"],
    ["proven", null],
    ["not-proven", null],
  ] as const)("where an item is finished that is %s: %s", (progress, asked) => {
    const before = { ...at("now", "2026-Q4"), progress };
    expect(askedReason(before, at("done", "2026-Q4"), current)).toBe(asked);
    expect(askedReason({ ...before, horizon: "done" }, at("done", "2026-Q4"), current)).toBeNull();
  });
});

describe("what a quarter lost and gained after it began", () => {
  const move = (item: number, fromQuarter: string | null, toQuarter: string | null) => ({
    item,
    fromQuarter,
    toQuarter,
    at: "2026-11-01T00:00:00Z",
  });

  test("is what is out that was in, and in that was out", () => {
    const drift = quarterDrift(
      [move(1, "2026-Q4", "2027-Q1"), move(2, null, "2026-Q4"), move(3, "2026-Q4", "2026-Q4")],
      "2026-Q4",
    );
    expect(drift.movedOut.map((one) => one.item)).toEqual([1]);
    expect(drift.addedLate.map((one) => one.item)).toEqual([2]);
  });

  test("counts an item once, by where it was first and is last", () => {
    const there = [move(1, "2026-Q4", "2027-Q1"), move(1, "2027-Q1", "2026-Q4")];
    expect(quarterDrift(there, "2026-Q4")).toEqual({ movedOut: [], addedLate: [] });
    const twice = [move(2, null, "2026-Q4"), move(2, "2026-Q4", null), move(2, null, "2026-Q4")];
    expect(quarterDrift(twice, "2026-Q4").addedLate).toHaveLength(1);
  });
});
