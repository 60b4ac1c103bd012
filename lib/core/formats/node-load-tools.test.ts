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

  it("reads the report of version 1, whose list of counters is empty, and its printed text alike", () => {
    for (const name of ["artillery-v1.json", "artillery-v1.txt"]) {
      const text = example(name);
      expect(values(text)).toMatchObject({ "latency.p50": 25, "latency.p99": 124.5, "latency.max": 225 });
      expect(values(text).throughput).toBeCloseTo(38.71, 9);
      expect(values(text)["error-rate"]).toBeCloseTo(28 / 480, 12);
      expect(parse(text)).toMatchObject({ version: "1", environment: { virtualUsers: 240 } });
      expect(parse(text).runs[0]?.startedAt).toMatch(/^2026-11-28T01:29:5[56]/);
    }
  });

  it("reads the printed text of version 1.5, which called things otherwise", () => {
    const text = example("artillery-v1.txt")
      .replaceAll(/Summary report @ .*/g, "Complete report @ 2026-11-28T01:30:08.774Z")
      .replaceAll("Mean response/sec", "RPS sent")
      .replaceAll("Response time (msec)", "Request latency");
    expect(values(text)).toEqual(values(example("artillery-v1.txt")));
    expect(parse(text).runs[0]?.startedAt).toBe("2026-11-28T01:29:56.374Z");
  });

  it("counts no answers of a server that was down, in both versions", () => {
    const json = JSON.parse(example("artillery-v1.json"));
    const aggregate = { ...json.aggregate, codes: {}, errors: { ECONNREFUSED: 480 } };
    const latency = { min: null, max: null, median: null, p95: null, p99: null };
    const first = values(JSON.stringify({ ...json, aggregate: { ...aggregate, latency } }));
    expect(first).toEqual({ throughput: 0, goodput: 0, "error-rate": 1 });
    const given = JSON.parse(example("artillery.json"));
    const counters = { "vusers.created": 240, "http.requests": 240, "errors.ECONNREFUSED": 240 };
    const none = { ...given, aggregate: { ...given.aggregate, counters, summaries: {} } };
    expect(values(JSON.stringify(none))).toEqual({ throughput: 0, goodput: 0, "error-rate": 1 });
  });

  it("counts an answer in which something was missing once, though it stands under the errors too", () => {
    const given = JSON.parse(example("artillery.json"));
    const counters = { ...given.aggregate.counters, "errors.Failed capture or match": 30 };
    const text = JSON.stringify({ ...given, aggregate: { ...given.aggregate, counters } });
    expect(values(text)["error-rate"]).toBeCloseTo(30 / 300, 12);
  });

  it("takes the rate of the printed text from its periods, not from the mean over them", () => {
    // Artillery 2.0.34 printed 29/sec for 480 answers in 12 seconds: the mean of 36, 41 and 9.
    const text = example("artillery.txt");
    const widths = [...text.matchAll(/width: ([\d.]+)s/g)].map((match) => Number(match[1]));
    const seconds = widths.reduce((sum, width) => sum + width, 0);
    expect(values(text).throughput).toBeCloseTo(300 / seconds, 9);
    const older = text.replaceAll(/ \(width: [\d.]+s\)/g, "");
    expect(values(older).throughput).toBe(
      Number(/request_rate: \.+ (\d+)\/sec\n(?![\s\S]*request_rate)/.exec(text)?.[1]),
    );
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
