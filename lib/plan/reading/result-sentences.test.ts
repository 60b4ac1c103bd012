import { describe, expect, it } from "vitest";
import { numberStyleOf, writtenNumber } from "#lib/plan/reading/number-style.ts";
import { claimsOf } from "#lib/plan/reading/result-sentences.ts";

const said = (sentence: string) =>
  claimsOf(sentence, "english").map(({ metric, from, to, relative }) => [metric, from, to, relative]);

describe("what a sentence claims", () => {
  it.each<[string, (string | number | null)[][]]>([
    ["Reduced response time by 40 %.", [["response time", null, null, -0.4]]],
    ["Query times were reduced by up to 30 percent.", [["query times", null, null, -0.3]]],
    ["The error rate went from 2 % to 0.5 %.", [["error rate", 2, 0.5, null]]],
    ["Achieved a 40% reduction in API response time.", [["API response time", null, null, -0.4]]],
    ["Response times are now 40% lower.", [["response times", null, null, -0.4]]],
    ["Throughput doubled.", [["throughput", null, null, 1]]],
    ["Import time was cut by half.", [["import time", null, null, -0.5]]],
    ["Uptime: 99.95% (previously 99.5%)", [["uptime", 99.5, 99.95, null]]],
    ["Requests per second: 1,150 to 1,610 (+40 %)", [["requests per second", 1150, 1610, 0.4]]],
    ["Average response time before: 500 ms, after: 200 ms", [["average response time", 500, 200, null]]],
    ["API response time improved by 35%, from 800ms to 520ms.", [["API response time", 800, 520, -0.35]]],
    ["Response time improved from 800 ms to 520 ms (35% faster).", [["response time", 800, 520, -0.35]]],
    ["The job takes 800 ms, down from 1.2 s.", [["job", 1200, 800, null]]],
    ["Query execution time: reduced by 60%", [["query execution time", null, null, -0.6]]],
    ["Saved 20% of cloud costs.", [["cloud costs", null, null, -0.2]]],
    ["CPU usage went down 15%.", [["CPU usage", null, null, -0.15]]],
    [
      "Error rate fell from 2 % to 0.5 %, while throughput rose by 25 %.",
      [
        ["error rate", 2, 0.5, null],
        ["throughput", null, null, 0.25],
      ],
    ],
    [
      "Login time was cut from 1,200 ms to 300 ms and the error rate from 3% to 1%.",
      [
        ["login time", 1200, 300, null],
        ["error rate", 3, 1, null],
      ],
    ],
    ["The work took 3 months and 20 people.", []],
    ["We looked at 40 % of the queries.", []],
  ])("%s", (sentence, claims) => {
    expect(said(sentence)).toEqual(claims);
  });

  it("says no share where a range or an unknown direction is given", () => {
    expect(said("Query time fell by 20 to 30 %.")).toEqual([["query time", null, null, null]]);
    expect(said("The gizmo was improved by 30 %.")).toEqual([["gizmo", null, null, null]]);
    expect(said("Uptime improved by 0.3 percentage points.")).toEqual([["uptime", null, null, null]]);
    expect(said("Cost fell by a third.")).toEqual([["cost", null, null, null]]);
  });
});

it("reads numbers as a document writes them, and none that may be two", () => {
  const english = numberStyleOf("1,150 requests, 2.5 s");
  expect(
    ["1,150", "1,234,567", "2.5", "0.125", "1.234", "12"].map((each) => writtenNumber(each, english)),
  ).toEqual([1150, 1234567, 2.5, 0.125, 1.234, 12]);
  const comma = numberStyleOf("von 1,5 % auf 0,25 %");
  expect(
    ["1,5", "1.234.567", "2.350,5", "1.234", "12,345", "0,125"].map((each) => writtenNumber(each, comma)),
  ).toEqual([1.5, 1234567, 2350.5, null, null, 0.125]);
  expect(["1,23,4", "1.2.3", "--1", "1,2345.6"].map((each) => writtenNumber(each, english))).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
