import { describe, expect, it } from "vitest";
import { type Counted, countsOf, groupsOf } from "#lib/changes/overview.ts";
import { type TargetStanding, targetStandings } from "#lib/changes/target-standing.ts";
import { asksOf, betterByObjective, otherRisks, standingLosses } from "#lib/plan/overview-parts.ts";

const now = new Date("2026-11-27T00:00:00Z");
const about = { quarter: "2026-Q4", timeZone: "UTC", now, until: new Date("2027-01-01T00:00:00Z") };
const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("what got better", () => {
  it("stands under the objective that has a target on its metric, at most five of each", () => {
    const better = groupsOf([
      ...Array.from({ length: 7 }, (_, index) => change(index + 1, "improved", "verified", "p95")),
      change(8, "improved", "verified", "memory"),
    ]).better;
    const groups = betterByObjective(better, new Map([["p95", "responsiveness"]]));
    expect(groups.map(({ name, count, results }) => [name, count, results.length])).toEqual([
      ["Responsiveness", 7, 5],
      ["Without a target", 1, 1],
    ]);
  });
});

describe("risks", () => {
  it("begin with what got worse and is still in use", () => {
    const groups = groupsOf([
      change(1, "regressed", "measuring"),
      change(2, "regressed", "rolled-back"),
      change(3, "improved", "verified"),
    ]);
    expect(standingLosses(groups).map(({ lead }) => lead.number)).toEqual([1]);
  });

  it("name targets that were due and missed, and changes that nobody measured", () => {
    const counts = countsOf(groupsOf([change(1, "none", "applied"), change(2, "none", "applied")]));
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
    expect(otherRisks(countsOf(groupsOf([])), [later], over)).toEqual([]);
  });
});

describe("what is asked of the reader", () => {
  const counts = countsOf(groupsOf([change(1, "none", "applied")]));
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
    const none = { losses: 0, counts: countsOf(groupsOf([])), targets: [] };
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
  const quarters = [{ key: "2026-Q4", label: "Q4 2026" }];
  const values = [{ metric: "p95", quarter: "2026-Q4", at: "2026-10-01T00:00:00.000Z", value }];
  const [standing] = targetStandings([objective], values, quarters);
  if (!standing) throw new Error("There is a target.");
  return standing;
}

function change(
  number: number,
  outcome: Counted["outcome"],
  status: Counted["status"],
  metric = "p95",
): Counted & { metric: string } {
  return { number, outcome, status, resultKey: null, gain: null, metric };
}
