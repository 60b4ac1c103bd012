import { describe, expect, it } from "vitest";
import { type Counted, countsOf } from "#lib/changes/overview.ts";
import { type TargetStanding, targetStandings } from "#lib/changes/target-standing.ts";
import {
  asksOf,
  betterByObjective,
  largestOf,
  otherRisks,
  standingLosses,
} from "#lib/plan/overview-parts.ts";
import { partsOf } from "#lib/testing/parts-of.ts";

const now = new Date("2026-11-27T00:00:00Z");
const about = { quarter: "2026-Q4", timeZone: "UTC", now, until: new Date("2027-01-01T00:00:00Z") };
const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("what got better", () => {
  it("stands under the objective that has a target on its metric, at most five of each", () => {
    const improved = (from: number, count: number) =>
      partsOf(Array.from({ length: count }, (_, index) => change(from + index, "improved", "verified")));
    const parts = [
      ...improved(1, 7).map((part) => ({ ...part, kind: "responsiveness" as const })),
      ...improved(8, 1).map((part) => ({ ...part, kind: null })),
      ...partsOf([change(9, "unchanged", "verified")]).map((part) => ({ ...part, kind: null })),
    ];
    expect(betterByObjective(parts).map(({ name, count, largest }) => [name, count, largest.length])).toEqual(
      [
        ["Responsiveness", 7, 5],
        ["Without a target", 1, 1],
      ],
    );
  });

  it("shows the largest of several parts together", () => {
    const [one, other] = [1, 2].map((gain) =>
      partsOf([
        change(gain, "improved", "verified", gain),
        change(gain + 2, "improved", "verified", gain + 2),
      ]),
    );
    const largest = largestOf([...(one ?? []), ...(other ?? [])], 3);
    expect(largest.map(({ number }) => number)).toEqual([4, 3, 2]);
  });
});

describe("risks", () => {
  it("begin with what got worse and is still in use", () => {
    const parts = partsOf([
      change(1, "regressed", "measuring"),
      change(2, "regressed", "rolled-back"),
      change(3, "improved", "verified"),
    ]);
    const losses = standingLosses(parts);
    expect(losses.map(({ largest }) => largest.map(({ number }) => number))).toEqual([[1]]);
  });

  it("name targets that were due and missed, and changes that nobody measured", () => {
    const counts = countsOf(partsOf([change(1, "none", "applied"), change(2, "none", "applied")]));
    const targets = [
      target(1115, "2026-11-01T00:00:00.000Z"),
      target(900, "2026-11-01T00:00:00.000Z"),
      target(1115, "2026-12-31T00:00:00.000Z"),
      target(1115, null),
    ];
    expect(otherRisks(counts, targets, about).map(({ sentence }) => plain(sentence))).toEqual([
      "Statement, p95 missed its target: 115 ms to go.",
      "Two changes are in use without a verdict.",
    ]);
  });

  it("of a quarter that is over do not change with the days that follow", () => {
    const over = { ...about, until: new Date("2026-10-01T00:00:00Z") };
    const later = target(1115, "2026-11-01T00:00:00.000Z");
    expect(otherRisks(countsOf(partsOf([])), [later], over)).toEqual([]);
  });
});

describe("what is asked of the reader", () => {
  const counts = countsOf(partsOf([change(1, "none", "applied")]));
  const given = { losses: 2, counts, targets: [target(1115, "2026-12-31T00:00:00.000Z")] };

  it("is what they can do: a lead decides and measures, an executive asks", () => {
    const lead = asksOf({ ownOpen: 1, mayMove: true, mayRecord: true }, given, about);
    expect(lead.map(({ sentence }) => plain(sentence))).toEqual([
      "Decide about the two changes that made things worse and are still in use.",
      "Add evidence to your change without a verdict.",
      "See that Statement, p95 reaches its target this quarter: 115 ms to go.",
    ]);
    const executive = asksOf({ ownOpen: 0, mayMove: false, mayRecord: false }, given, about);
    expect(executive.map(({ sentence }) => plain(sentence))).toEqual([
      "Ask about the two changes that made things worse and are still in use.",
      "See that Statement, p95 reaches its target this quarter: 115 ms to go.",
      "Ask for evidence: most of what was changed is not measured.",
    ]);
  });

  it("is nothing where there is nothing to do", () => {
    const none = { losses: 0, counts: countsOf(partsOf([])), targets: [] };
    expect(asksOf({ ownOpen: 0, mayMove: true, mayRecord: true }, none, about)).toEqual([]);
  });
});

function target(value: number, dueAt: string | null): TargetStanding {
  const on = {
    metric: "p95",
    metricName: "Statement, p95",
    unit: "ms",
    better: "lower" as const,
    value: 1000,
    dueAt,
  };
  const objective = {
    key: "fast",
    kind: "responsiveness" as const,
    name: "Fast",
    description: "",
    archived: false,
    targets: [on],
  };
  const [standing] = targetStandings([objective], new Map([["p95", [value]]]), [{ label: "Q4 2026" }]);
  if (!standing) throw new Error("There is a target.");
  return standing;
}

function change(
  number: number,
  outcome: Counted["outcome"],
  status: Counted["status"],
  gain: number | null = null,
): Counted {
  return { number, outcome, status, resultKey: null, gain };
}
