import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shownOutcomes, statuses } from "#lib/changes/model.ts";
import { isBegun, isWithdrawn } from "#lib/changes/overview.ts";
import { type Stated, standingOfWorth, worthOf, worthPartsOf, worthStandings } from "#lib/changes/worth.ts";
import { savingStanding, worthSentences } from "#lib/changes/worth-words.ts";
import { amountOf, hundredthsOf, sumOfAmounts } from "#lib/core/amounts.ts";

const nothing: Stated = { effortDays: null, spentOnce: null, runningCostPerYear: null, savingPerYear: null };
type Change = Parameters<typeof worthPartsOf>[0][number];

function change(number: number, about: Partial<Change>): Change {
  return {
    number,
    status: "verified",
    outcome: "improved",
    resultKey: null,
    gain: null,
    ...nothing,
    ...about,
  };
}

function worthOfChanges(changes: Change[]) {
  return worthOf(worthPartsOf(changes), changes.filter(isBegun).length);
}

const amount = fc.option(fc.bigInt({ min: 0n, max: 9_999_999_999_999n }).map(amountOf));
const anyChanges = fc.uniqueArray(
  fc.record({
    number: fc.integer({ min: 1, max: 500 }),
    status: fc.constantFrom(...statuses),
    outcome: fc.constantFrom(...shownOutcomes),
    resultKey: fc.option(fc.constantFrom("a", "b", "c")),
    gain: fc.constant(null),
    effortDays: amount,
    spentOnce: amount,
    runningCostPerYear: amount,
    savingPerYear: amount,
  }),
  { selector: ({ number }) => number, maxLength: 30 },
);

describe("what changes are worth", () => {
  test("never mixes standings: each sum is that of its own changes alone", () => {
    fc.assert(
      fc.property(anyChanges, (changes) => {
        const all = worthOfChanges(changes);
        for (const standing of worthStandings) {
          const own = changes.filter(
            (one) =>
              isBegun(one) &&
              standingOfWorth({ outcome: one.outcome, withdrawn: isWithdrawn(one) }) === standing,
          );
          const alone = worthOfChanges(own).byStanding;
          for (const kind of ["effortDays", "spentOnce", "runningCostPerYear"] as const) {
            expect(all.byStanding[standing][kind]).toEqual(alone[standing][kind]);
            // Exact, however many and however large.
            expect(all.byStanding[standing][kind].total).toBe(
              sumOfAmounts(own.flatMap((one) => one[kind] ?? [])),
            );
          }
        }
      }),
    );
  });

  test("is the same in any order", () => {
    fc.assert(
      fc.property(anyChanges, (changes) => {
        expect(worthOfChanges(changes.toReversed())).toEqual(worthOfChanges(changes));
      }),
    );
  });

  test("what nobody stated is missing, and zero only where somebody said zero", () => {
    fc.assert(
      fc.property(anyChanges, (changes) => {
        const begun = changes.filter(isBegun);
        const { costs, changes: count } = worthOfChanges(changes);
        expect(count).toBe(begun.length);
        for (const kind of ["effortDays", "spentOnce", "runningCostPerYear"] as const) {
          const stating = begun.filter((one) => one[kind] !== null);
          expect(costs[kind].changes).toBe(stating.length);
          expect(costs[kind].total === null).toBe(stating.length === 0);
        }
      }),
    );
    expect(worthOfChanges([change(1, { spentOnce: "0.00" })]).costs.spentOnce).toEqual({
      changes: 1,
      total: "0.00",
    });
  });

  test("counts a saving once for changes that share a verdict, never more than was stated", () => {
    fc.assert(
      fc.property(anyChanges, (changes) => {
        const { byStanding } = worthOfChanges(changes);
        for (const standing of worthStandings) {
          const { total } = byStanding[standing].savingPerYear;
          const stated = sumOfAmounts(changes.filter(isBegun).flatMap((one) => one.savingPerYear ?? []));
          expect(hundredthsOf(total ?? "0.00") <= hundredthsOf(stated ?? "0.00")).toBe(true);
        }
      }),
    );
    const shared = [
      change(1, { resultKey: "a", savingPerYear: "500.00", spentOnce: "10.00" }),
      change(2, { resultKey: "a", savingPerYear: "700.00", spentOnce: "20.00" }),
      change(3, { resultKey: "a" }),
    ];
    const { costs, byStanding } = worthOfChanges(shared);
    // Both were spent; both savings rest on one verdict.
    expect(costs.spentOnce).toEqual({ changes: 2, total: "30.00" });
    expect(byStanding.proven.savingPerYear).toEqual({ changes: 1, total: "700.00" });
  });

  test("what was taken back of a roll-out saves nothing, what stays of it does", () => {
    const { byStanding } = worthOfChanges([
      change(1, { resultKey: "a", savingPerYear: "500.00" }),
      change(2, { resultKey: "a", savingPerYear: "700.00", status: "rolled-back" }),
    ]);
    expect(byStanding.proven.savingPerYear.total).toBe("500.00");
    expect(byStanding.takenBack.savingPerYear.total).toBe("700.00");
  });
});

describe("in sentences", () => {
  const quarter = [
    change(1, { effortDays: "3.50", spentOnce: "1200.00", savingPerYear: "7560.00" }),
    change(2, { effortDays: "2.00" }),
    change(3, { outcome: "reported", status: "measuring", savingPerYear: "500.00" }),
    change(4, { outcome: "inconclusive", status: "measuring", savingPerYear: "2000.00" }),
    change(5, {
      outcome: "regressed",
      status: "rolled-back",
      savingPerYear: "900.00",
      runningCostPerYear: "60.50",
    }),
  ];
  const said = (changes: Change[]) =>
    worthSentences(worthOfChanges(changes), "EUR").map(({ sentence }) => sentence);

  test("costs with how many state them, savings each by its standing", () => {
    expect(said(quarter)).toEqual([
      "Three of five changes state what they cost: 5.5\u00a0person-days (two of them), €1,200 once (one of them) and €60.50 a year (one of them).",
      "Stated as saved: €7,560 a year by one change whose gain is proven.",
      "Apart from that, stated and not proven: €2,000 a year by one whose gain is not proven and €500 a year by one that is only reported; counted as no saving: €900 a year by one that made things worse.",
    ]);
  });

  test("no sum of different standing is ever said", () => {
    expect(said(quarter).join(" ")).not.toMatch(/10,060|8,060|9,560|2,500|10,960/);
  });

  test("nothing is said where nothing is stated, and no saving where there is only a cost", () => {
    expect(said([change(1, {})])).toEqual([]);
    expect(said([change(1, { effortDays: "1.00" })])).toEqual([
      "The one change states what it cost: 1\u00a0person-day.",
    ]);
  });

  test("a saving stands by the verdict of its change", () => {
    expect(savingStanding({ status: "verified", outcome: "improved" })).toBe("stated, gain proven");
    expect(savingStanding({ status: "measuring", outcome: "reported" })).toMatch(
      /gain not proven: .*reported/,
    );
    expect(savingStanding({ status: "measuring", outcome: "inconclusive" })).toBe("stated, gain not proven");
    // A reviewer's word is no proof.
    expect(savingStanding({ status: "verified", outcome: "inconclusive" })).toBe("stated, gain not proven");
    expect(savingStanding({ status: "applied", outcome: "regressed" })).toMatch(/^counts as no saving/);
    expect(savingStanding({ status: "rolled-back", outcome: "improved" })).toMatch(/^counts as no saving/);
    expect(savingStanding({ status: "planned", outcome: "none" })).toBe("stated, not carried out yet");
  });
});
