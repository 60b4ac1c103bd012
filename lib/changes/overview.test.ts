import { describe, expect, it } from "vitest";
import { summaryOf, targetStandings } from "#lib/changes/overview.ts";
import type { ChangeListItem } from "#lib/changes/schema.ts";
import type { Objective } from "#lib/systems/schema.ts";

describe("the summary of a quarter", () => {
  it("counts in words and says the worse in the same breath", () => {
    const changes = [
      ...Array.from({ length: 7 }, (_, index) => change(index + 1, "improved", "verified")),
      change(8, "regressed", "rolled-back"),
    ];
    expect(summaryOf(changes, []).headline).toBe(
      "Seven changes proved better. One made things worse and was rolled back.",
    );
  });

  it("says of two that got worse how many were rolled back", () => {
    const changes = [change(1, "regressed", "measuring"), change(2, "regressed", "rolled-back")];
    expect(summaryOf(changes, []).headline).toBe(
      "No change proved better. Two made things worse, and one of them was rolled back.",
    );
  });

  it("does not count an improvement that was rolled back", () => {
    const summary = summaryOf([change(1, "improved", "rolled-back"), change(2, "improved", "verified")], []);
    expect(summary.headline).toBe("One change proved better. None made things worse.");
    expect(summary.withdrawn.map((item) => item.number)).toEqual([1]);
  });

  it("says what cannot be told where nothing is proven", () => {
    const changes = [change(1, "inconclusive", "measuring"), change(2, "none", "applied")];
    expect(summaryOf(changes, []).headline).toBe(
      "Nothing proved better or worse. One change cannot be told.",
    );
  });

  it("leaves out what is only planned", () => {
    expect(summaryOf([change(1, "none", "planned"), change(2, "none", "draft")], []).headline).toBe(
      "No change was applied in this quarter.",
    );
  });

  it("keeps reported, inconclusive and open changes apart", () => {
    const summary = summaryOf(
      [
        change(1, "reported", "measuring"),
        change(2, "inconclusive", "measuring"),
        change(3, "none", "applied"),
      ],
      [],
    );
    expect(summary.reported.map((item) => item.number)).toEqual([1]);
    expect(summary.doubtful.map((item) => item.number)).toEqual([2]);
    expect(summary.open.map((item) => item.number)).toEqual([3]);
    expect(summary.better).toEqual([]);
  });

  it("puts changes under the objective that has a target on their metric", () => {
    const summary = summaryOf(
      [change(1, "improved", "verified", "p95"), change(2, "improved", "verified", "memory")],
      [objective],
    );
    expect(summary.better.map((group) => [group.name, group.changes.map((item) => item.number)])).toEqual([
      ["Responsiveness", [1]],
      ["Without a target", [2]],
    ]);
  });
});

describe("the standing of a target", () => {
  it("takes the latest value of each quarter and leaves gaps where nothing was measured", () => {
    const values = [
      { metric: "p95", quarter: "2026-Q1", at: "2026-02-01T00:00:00.000Z", value: 1800 },
      { metric: "p95", quarter: "2026-Q1", at: "2026-01-01T00:00:00.000Z", value: 1900 },
      { metric: "other", quarter: "2026-Q2", at: "2026-05-01T00:00:00.000Z", value: 1 },
    ];
    const quarters = ["2026-Q1", "2026-Q2", "2026-Q3"].map((key) => ({ key, label: key }));
    const [standing] = targetStandings([objective], values, quarters);
    expect(standing?.periods.map((period) => period.value)).toEqual([1800, null, 1800]);
  });
});

const objective: Objective = {
  key: "fast",
  kind: "responsiveness",
  name: "Fast statements",
  description: "",
  archived: false,
  targets: [
    { metric: "p95", metricName: "Statement, p95", unit: "ms", better: "lower", value: 1000, dueAt: null },
  ],
};

function change(
  number: number,
  outcome: ChangeListItem["outcome"],
  status: ChangeListItem["status"],
  metric = "p95",
): ChangeListItem {
  const primary = { metric, metricName: metric, unit: "ms", verdict: { effect: { relative: -0.1 } } };
  // Only what the summary reads: a whole verdict would say nothing more here.
  return { number, outcome, status, primary } as unknown as ChangeListItem;
}
