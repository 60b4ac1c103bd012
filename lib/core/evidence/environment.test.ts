import { describe, expect, it } from "vitest";
import type { Environment, ParsedFile } from "#lib/core/formats/parsed.ts";
import { quantity } from "#lib/core/formats/reading/quantity.ts";
import { sideEnvironments } from "./environment.ts";

const file = (environment: Environment, version: string | null = null): ParsedFile => ({
  format: "wrk",
  tool: "wrk",
  version,
  runs: [],
  environment,
  warnings: [],
});

describe("the conditions of the two sides", () => {
  it("keeps what is the same and what differs", () => {
    expect(sideEnvironments([file({ clients: 2, threads: 1 })], [file({ clients: 8, threads: 1 })])).toEqual({
      before: { clients: 2, threads: 1, tool: "wrk" },
      after: { clients: 8, threads: 1, tool: "wrk" },
    });
  });

  it("leaves out what a change may alter, unless it is the same", () => {
    const [one, other] = [file({ url: "http://a:1/" }), file({ url: "http://a:2/" })];
    expect(sideEnvironments([one], [other]).before).toEqual({ tool: "wrk", url: null });
    expect(sideEnvironments([one], [one]).before).toEqual({ tool: "wrk", url: "http://a:1/" });
  });

  it("takes measured conditions for the same within a tolerance, and no further", () => {
    const sides = (first: number, second: number) =>
      sideEnvironments([file({ benchmarkIndex: first })], [file({ benchmarkIndex: second })]);
    expect(sides(2000, 2900).before).toEqual(sides(2000, 2900).after);
    expect(sides(1000, 2900)).toMatchObject({
      before: { benchmarkIndex: 1000 },
      after: { benchmarkIndex: 2900 },
    });
    const several = [1000, 1012.34567].map((benchmarkIndex) => file({ benchmarkIndex }));
    expect(sideEnvironments(several, [file({ benchmarkIndex: 2900 })]).before).toMatchObject({
      benchmarkIndex: "1000 to 1012",
    });
  });

  it("takes one slow moment among several page loads for no other machine", () => {
    const files = (...indexes: number[]) => indexes.map((benchmarkIndex) => file({ benchmarkIndex }));
    const hiccup = sideEnvironments(files(1400, 590, 1500), files(1550, 1300, 895));
    expect(hiccup.before.benchmarkIndex).toBe(hiccup.after.benchmarkIndex);
    const other = sideEnvironments(files(1400, 590, 1500), files(2900, 1500, 2800));
    expect(other).toMatchObject({
      before: { benchmarkIndex: "590 to 1500" },
      after: { benchmarkIndex: "1500 to 2900" },
    });
  });

  it("tells twice as many requests in flight from a fast server that leaves a third fewer", () => {
    const sides = (first: number, second: number) =>
      sideEnvironments([file({ requestsInFlight: first })], [file({ requestsInFlight: second })]);
    expect(sides(5.9, 4.1).before).toEqual(sides(5.9, 4.1).after);
    expect(sides(5.9, 11)).toMatchObject({
      before: { requestsInFlight: 5.9 },
      after: { requestsInFlight: 11 },
    });
  });

  it("tells a test with pauses from one without, unless the busy one was too slow for the pace", () => {
    const test = (environment: Environment, perSecond: number): ParsedFile => ({
      ...file(environment),
      runs: [
        {
          ...{ name: "a", startedAt: null, each: "request", samples: {}, series: {}, errorRate: null },
          quantities: [quantity("throughput", perSecond, null)],
        },
      ],
    });
    const paced = test({ requestsInFlight: null, pacedRate: 80 }, 80);
    const { before, after } = sideEnvironments([test({ requestsInFlight: 4 }, 470)], [paced]);
    expect(before.load).toBe("470 a second without a pause");
    expect(after.load).toBe("80 a second with pauses");
    const slower = sideEnvironments([paced], [test({ requestsInFlight: 4 }, 60)]);
    expect(slower.before).not.toHaveProperty("load");
  });

  it("compares the main version of a tool only", () => {
    expect(sideEnvironments([file({}, "12.8.2")], [file({}, "12.9.0")]).after).toMatchObject({
      toolVersion: "12",
    });
    expect(sideEnvironments([file({}, "11.4.0")], [file({}, "12.8.2")])).toMatchObject({
      before: { toolVersion: "11" },
      after: { toolVersion: "12" },
    });
  });

  it("knows nothing of what only one side tells", () => {
    expect(sideEnvironments([file({ clients: 2 })], [file({ clients: null })])).toMatchObject({
      before: { clients: 2 },
      after: { clients: null },
    });
  });

  it("names all the values of a side that was not measured under one condition", () => {
    const mixed = [file({ clients: 2 }), file({ clients: 8 })];
    expect(sideEnvironments(mixed, [file({ clients: 2 })])).toMatchObject({
      before: { clients: "2 and 8" },
      after: { clients: 2 },
    });
  });
});
