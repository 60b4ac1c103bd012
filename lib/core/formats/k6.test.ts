import { describe, expect, it } from "vitest";
import { parseFile } from "./registry.ts";

// No real file of k6 is at hand: these are written from its source and documentation.
const exported = {
  root_group: { name: "", path: "", groups: {}, checks: {} },
  metrics: {
    http_req_duration: {
      avg: 15,
      min: 10,
      med: 14,
      max: 20,
      "p(90)": 19,
      "p(95)": 19.5,
      thresholds: { "p(95)<1": true, "p(90)<100": false },
    },
    "http_req_duration{expected_response:true}": { avg: 1, med: 1, "p(95)": 1 },
    http_req_failed: { value: 0.05, passes: 5, fails: 95 },
    http_reqs: { count: 100, rate: 50 },
    data_received: { count: 2000, rate: 1000 },
    vus_max: { value: 8, min: 8, max: 8 },
  },
};
const handled = {
  root_group: { name: "", groups: [] },
  options: { summaryTrendStats: ["avg", "p(95)"], summaryTimeUnit: "s" },
  state: { testRunDurationMs: 30898.96 },
  metrics: {
    http_req_duration: {
      type: "trend",
      contains: "time",
      values: { avg: 268.3, med: 250, "p(95)": 400.1, "p(99.9)": 610 },
      thresholds: { "p(95)<500": { ok: true }, "p(95)<300": { ok: false } },
    },
    http_reqs: { type: "counter", contains: "default", values: { count: 40, rate: 19.77 } },
    http_req_failed: { type: "rate", values: { rate: 0, passes: 0, fails: 40 } },
  },
};
const machine = {
  config: { duration: 20, execution: "local", script: "load.js" },
  metadata: { generatedAt: "2026-11-23T22:00:20Z", k6Version: "2.2.0" },
  results: {
    checks: { metrics: [], results: [] },
    metrics: [
      {
        name: "http_req_duration",
        type: "trend",
        contains: "time",
        values: { avg: 12, med: 11, max: 40, "p(95)": 30 },
      },
      { name: "http_req_failed", type: "rate", values: { matches: 1, total: 40, rate: 0.025 } },
      { name: "http_reqs", type: "counter", values: { count: 40 } },
    ],
  },
  version: "1.0.0",
};

const parse = (content: unknown) => parseFile(JSON.stringify(content), "summary.json");
const values = (content: unknown) =>
  Object.fromEntries((parse(content).runs[0]?.quantities ?? []).map((one) => [one.name, one.value]));

describe("k6 summaries", () => {
  it("reads --summary-export, whose rate metrics are under value", () => {
    expect(values(exported)).toEqual({
      "latency.mean": 15,
      "latency.p50": 14,
      "latency.p90": 19,
      "latency.p95": 19.5,
      "latency.max": 20,
      throughput: 50,
      goodput: 47.5,
      "error-rate": 0.05,
      transfer: 1000,
    });
    expect(parse(exported).environment).toEqual({ users: 8 });
  });

  it("takes true in the thresholds of the export for failed, and ok: false elsewhere", () => {
    expect(parse(exported).warnings[0]?.message).toBe(
      "1 k6 threshold failed in summary.json: http_req_duration p(95)<1.",
    );
    expect(parse(handled).warnings[0]?.message).toContain(
      "1 k6 threshold failed in summary.json: http_req_duration p(95)<300",
    );
  });

  it("reads handleSummary, in ms whatever summaryTimeUnit says of the printed text", () => {
    expect(values(handled)).toMatchObject({
      "latency.mean": 268.3,
      "latency.p95": 400.1,
      "latency.p99.9": 610,
      throughput: 19.77,
      "error-rate": 0,
    });
  });

  it("reads the machine-readable summary and works out the rate that it leaves out", () => {
    expect(values(machine)).toMatchObject({ "latency.p50": 11, throughput: 2, "error-rate": 0.025 });
    expect(parse(machine)).toMatchObject({ version: "2.2.0" });
    expect(parse(machine).runs[0]?.startedAt).toBe("2026-11-23T22:00:00.000Z");
  });

  it("is told apart by content, not by version", () => {
    const old = { ...machine, metadata: { k6Version: "1.0.0" }, version: undefined };
    expect(values(old)).toMatchObject({ throughput: 2 });
  });

  it("falls back to iterations where no request was made, and refuses a summary without either", () => {
    const iterations = {
      metrics: { iteration_duration: { avg: 5, med: 4 }, iterations: { count: 10, rate: 2 } },
    };
    expect(values(iterations)).toMatchObject({ "latency.mean": 5, throughput: 2 });
    expect(() => parse({ root_group: { name: "" }, metrics: { vus: { value: 1 } } })).toThrow(
      "there is no http_req_duration and no iteration_duration",
    );
  });
});

const point = (metric: string, second: number, value: number) =>
  JSON.stringify({
    type: "Point",
    data: { time: `2026-11-23T22:00:0${second}.5Z`, value, tags: { status: "200" } },
    metric,
  });

describe("k6 single points", () => {
  const lines = [
    '{"type":"Metric","data":{"name":"http_req_duration","type":"trend","contains":"time"},"metric":"http_req_duration"}',
    point("http_reqs", 0, 1),
    point("http_req_duration", 0, 10),
    point("http_req_failed", 0, 0),
    point("http_reqs", 2, 1),
    point("http_req_duration", 2, 30),
    point("http_req_failed", 2, 1),
  ];

  it("reads --out json line by line", () => {
    const file = parseFile(lines.join("\n"), "points.json");
    expect(file.format).toBe("k6-ndjson");
    expect(file.runs[0]).toMatchObject({ errorRate: 0.5, startedAt: "2026-11-23T22:00:00.500Z" });
    expect(file.runs[0]?.samples).toEqual({ latency: [10, 30] });
    expect(file.runs[0]?.quantities.find((one) => one.name === "throughput")?.value).toBe(1);
  });

  it("gives no response time of a request that nothing answered, in single points and in the summary", () => {
    // Synthetic, as all here: a refused connection has status 0 and took no time.
    const refused = (second: number) => [
      point("http_reqs", second, 1),
      point("http_req_duration", second, 0).replace('"200"', '"0"'),
      point("http_req_failed", second, 1),
    ];
    const some = parseFile([...lines, ...refused(4)].join("\n"), "points.json").runs[0];
    expect(some?.samples).toEqual({ latency: [10, 30] });
    expect(some?.errorRate).toBeCloseTo(2 / 3, 12);
    const none = parseFile([...refused(0), ...refused(2)].join("\n"), "points.json").runs[0];
    expect(none?.quantities.map(({ name, value }) => [name, value])).toEqual([
      ["throughput", 1],
      ["goodput", 0],
      ["error-rate", 1],
    ]);
    const csv = `metric_name,timestamp,metric_value,status\nhttp_req_duration,1795471200,12,200\nhttp_req_duration,1795471201,0.000000,0\n`;
    expect(parseFile(csv, "points.csv").runs[0]?.samples).toEqual({ latency: [12] });
    const times = { avg: 0, min: 0, med: 0, max: 0, "p(90)": 0, "p(95)": 0 };
    const metrics = { ...exported.metrics, http_req_duration: times, http_req_failed: { value: 1 } };
    expect(Object.keys(values({ ...exported, metrics })).filter((name) => /^latency/.test(name))).toEqual([]);
  });

  it("names the line that is cut off", () => {
    expect(() => parseFile(`${lines.join("\n").slice(0, -20)}`, "points.json")).toThrow(
      /points\.json, line 7: .* is not a whole JSON object/,
    );
  });

  it("reads --out csv with times in seconds, milliseconds or as dates", () => {
    const csv = (times: string[]) =>
      `metric_name,timestamp,metric_value,status,extra_tags,metadata\n${times
        .map((time, index) => `http_req_duration,${time},${10 + index}.000000,200,,`)
        .join("\n")}\n`;
    const starts = [
      ["1795471200", "1795471201"],
      ["1795471200000", "1795471201000"],
      ["1795471200000000000", "1795471201000000000"],
      ["2026-11-23T22:00:00Z", "2026-11-23T22:00:01Z"],
    ].map((times) => parseFile(csv(times), "points.csv").runs[0]?.startedAt);
    expect(starts).toEqual(Array(4).fill("2026-11-23T22:00:00.000Z"));
  });

  it("refuses a value that is text", () => {
    const csv = "metric_name,timestamp,metric_value\nhttp_req_duration,1795471200,slow\n";
    expect(() => parseFile(csv, "points.csv")).toThrow("points.csv, line 2: “slow” is no value.");
  });
});
