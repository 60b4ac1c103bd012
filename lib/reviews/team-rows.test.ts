import { describe, expect, test } from "vitest";
import { marks } from "#lib/reviews/model.ts";
import type { Progress } from "#lib/reviews/schema.ts";
import { notGoneThrough, sumOfTeams, teamQuery, teamRowsOf } from "#lib/reviews/team-rows.ts";

const progress = (changes: number, unmarked: number): Progress => ({
  changes,
  unmarked,
  byMark: Object.fromEntries(marks.map((mark) => [mark, 0])) as Progress["byMark"],
});
const tally = (status: string, outcome: string, count: number, results = count) => ({
  status,
  outcome,
  count,
  results,
});
const rows = teamRowsOf({
  counts: new Map([
    ["", { tallies: [tally("applied", "none", 2)], predictions: { met: 0, stated: 0 } }],
    [
      "payments",
      {
        tallies: [tally("verified", "improved", 3, 1), tally("rolled-back", "regressed", 1)],
        predictions: { met: 1, stated: 2 },
      },
    ],
  ]),
  progress: new Map([
    ["", progress(2, 2)],
    ["courses", progress(1, 0)],
    ["payments", progress(4, 1)],
  ]),
  names: new Map([["payments", "Payments"]]),
  marks: new Map([["courses", { by: "Nomsa", at: "2026-04-01T00:00:00.000Z" }]]),
});

describe("the rows of a review by team", () => {
  test("stand by name, no team last; one with only what was carried has its row too", () => {
    expect(rows.map(({ team, name }) => [team, name])).toEqual([
      ["courses", "courses"],
      ["payments", "Payments"],
      ["none", "No team"],
    ]);
    expect(rows[0]).toMatchObject({ changes: 0, toDecide: 1, decided: 1, goneThrough: { by: "Nomsa" } });
    expect(rows[1]).toMatchObject({ changes: 4, improved: 1, regressed: 1, unproven: 0, decided: 3 });
  });

  test("add up", () => {
    expect(sumOfTeams(rows)).toEqual({
      ...{ changes: 6, improved: 1, regressed: 1, unproven: 2, toDecide: 7, decided: 4 },
      predictions: { met: 1, stated: 2 },
    });
  });

  test("warn of what nobody went through, unless there are no teams at all", () => {
    expect(notGoneThrough(rows).map(({ name }) => name)).toEqual(["Payments", "No team"]);
    expect(notGoneThrough(rows.filter(({ team }) => team === "none"))).toEqual([]);
  });

  test("lead to their part", () => {
    expect(teamQuery("back office", "/reviews/2026-Q1")).toBe("?team=back+office");
    expect(teamQuery("none", "/reviews/2026-Q1?version=2")).toBe("&team=none");
    expect(teamQuery(undefined, "/reviews/2026-Q1")).toBe("");
  });
});
