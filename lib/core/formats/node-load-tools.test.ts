import { describe, expect, it } from "vitest";
import { example } from "./examples/example.ts";
import { parseFile } from "./registry.ts";

const parse = (text: string) => parseFile(text, "result.txt");
const values = (text: string) =>
  Object.fromEntries((parse(text).runs[0]?.quantities ?? []).map((one) => [one.name, one.value]));

describe("autocannon", () => {
  it("reads the JSON: errors are bad statuses and lost connections, time-outs counted once", () => {
    const text = example("autocannon.json");
    expect(values(text)).toMatchObject({
      "latency.p97.5": 15,
      "latency.p50": 7,
      throughput: 947.6,
      transfer: 191270.4,
    });
    expect(values(text)["error-rate"]).toBeCloseTo(125 / 4738, 12);
    const lost = text.replace('"errors":0,"timeouts":0', '"errors":10,"timeouts":4');
    expect(values(lost)["error-rate"]).toBeCloseTo(135 / 4748, 12);
    expect(Object.keys(values(text))).not.toContain("latency.p95");
    expect(parse(text).runs[0]?.quantities.find((one) => one.name === "latency.p99")?.resolution).toBe(1);
  });

  it("counts requests whose connection the server closed: sent, never answered, no longer under way", () => {
    // From a run of autocannon 9.0.0 against a server that closes 5 % of its connections.
    const given = JSON.parse(example("autocannon.json"));
    const lost = (sent: number, totalCount: number) =>
      values(
        JSON.stringify({
          ...given,
          ...{ "2xx": 1962, "5xx": 0, non2xx: 0, latency: { ...given.latency, totalCount } },
          requests: { ...given.requests, total: 1962, sent },
        }),
      )["error-rate"];
    expect(lost(2068, 1962)).toBeCloseTo(98 / 2060, 12);
    expect(lost(1970, 1962)).toBe(0);
    // With -R slow answers are counted several times, and requests before they are sent.
    expect(lost(2162, 2500)).toBe(0);
  });

  it("takes non2xx for errors in older versions without the classes, and no redirect where there are classes", () => {
    const old = example("autocannon.json").replace('"1xx":0,"2xx":4613,"3xx":0,"4xx":0,"5xx":125,', "");
    expect(values(old)["error-rate"]).toBeCloseTo(125 / 4738, 12);
    const moved = example("autocannon.json").replace(
      '"3xx":0,"4xx":0,"5xx":125',
      '"3xx":125,"4xx":0,"5xx":0',
    );
    expect(values(moved)["error-rate"]).toBe(0);
  });

  it("knows how long -d measured, and the rate that -R held while most connections waited", () => {
    const given = JSON.parse(example("autocannon.json"));
    const environment = (more: object) => parse(JSON.stringify({ ...given, ...more })).environment;
    expect(environment({})).toMatchObject({ durationSeconds: 5, offeredRate: null });
    expect(environment({ duration: 3.41 }).durationSeconds).toBeNull();
    // Synthetic: 150 requests a second of 3 ms each keep less than one of 8 connections busy.
    const requests = { ...given.requests, average: 150, mean: 150, stddev: 1, total: 750 };
    const latency = { ...given.latency, average: 3, mean: 3 };
    expect(environment({ requests, latency }).offeredRate).toBe(150);
    expect(environment({ requests: { ...requests, stddev: 30 }, latency }).offeredRate).toBeNull();
    expect(environment({ requests, latency: { ...latency, average: 60 } }).offeredRate).toBeNull();
  });

  it("reads the printed tables", () => {
    expect(values(example("autocannon.txt"))).toMatchObject({
      "latency.mean": 0.46,
      "latency.p97.5": 3,
      "latency.max": 20,
      throughput: 8601.21,
      transfer: 35_600_000,
    });
  });
});

describe("artillery", () => {
  it("reads the report of version 2", () => {
    const found = values(example("artillery.json"));
    expect(found).toMatchObject({
      "latency.p50": 6,
      "latency.p99": 67.4,
      "latency.mean": 7.4,
      "error-rate": 0,
    });
    expect(found.throughput).toBeCloseTo(300 / 9.98, 6);
    expect(parse(example("artillery.json")).runs[0]?.startedAt).toBe("2026-11-23T22:32:24.554Z");
    expect(parse(example("artillery.json")).environment).toEqual({ virtualUsers: 150 });
    expect(parse(example("artillery.txt")).environment).toEqual({ virtualUsers: 150 });
  });

  it("reads the report of version 1 and counts codes and errors", () => {
    // Synthetic: no file of version 1 is at hand.
    const text = JSON.stringify({
      aggregate: {
        scenariosCreated: 10,
        requestsCompleted: 90,
        latency: { min: 1, max: 40, median: 5, p95: 20, p99: 30 },
        rps: { count: 90, mean: 9 },
        codes: { "200": 80, "404": 10 },
        errors: { ETIMEDOUT: 10 },
      },
      intermediate: [],
    });
    expect(values(text)).toMatchObject({ "latency.p50": 5, throughput: 9, "error-rate": 0.2 });
    expect(parse(text)).toMatchObject({ version: "1", environment: { virtualUsers: 10 } });
  });

  it("reads the summary at the end of the printed text", () => {
    expect(values(example("artillery.txt"))).toMatchObject({
      "latency.p50": 6,
      "latency.p95": 10.1,
      "error-rate": 0,
    });
    expect(() => parse(example("artillery.txt").slice(0, 3000))).toThrow("“Summary report” is missing");
  });
});
