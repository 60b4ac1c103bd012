import { describe, expect, it } from "vitest";
import { example } from "./examples/example.ts";
import { parseFile } from "./registry.ts";

const parse = (text: string, select?: Record<string, string>) =>
  parseFile(text, "locust.txt", select ? { select } : {});
const quantities = (text: string, select?: Record<string, string>) =>
  parse(text, select).runs[0]?.quantities ?? [];
const values = (text: string, select?: Record<string, string>) =>
  Object.fromEntries(quantities(text, select).map((one) => [one.name, one.value]));

describe("Locust's table of requests", () => {
  it("reads the row Aggregated, or the name that is selected, quotes and commas in it", () => {
    const found = values(example("locust-stats.csv"));
    expect(found).toMatchObject({ "latency.p95": 85, "latency.p99.9": 290, "error-rate": 0 });
    expect(found["latency.mean"]).toBeCloseTo(34.476, 3);
    expect(found.throughput).toBeCloseTo(135.015, 3);
    const one = values(example("locust-stats.csv"), { name: '/save, "quoted" ünï' });
    expect(one["latency.p95"]).toBe(90);
  });

  it("knows how coarsely percentiles are kept: whole ms below 100, two digits above", () => {
    const steps = Object.fromEntries(
      quantities(example("locust-stats.csv")).map((one) => [one.name, one.resolution]),
    );
    expect(steps).toMatchObject({ "latency.p95": 1, "latency.p98": 10, "latency.p99.9": 10 });
    expect(steps["latency.mean"]).toBeUndefined();
    const slow = quantities(example("locust-stats.csv").replaceAll(",290,290,290", ",2900,29000,29000"));
    expect(slow.find((one) => one.name === "latency.p99.9")?.resolution).toBe(100);
    expect(slow.find((one) => one.name === "latency.p99.99")?.resolution).toBe(1000);
  });

  it("tells how long the test took, so that a short one is not compared with a long one", () => {
    expect(parse(example("locust-stats.csv")).environment.durationSeconds).toBeCloseTo(1520 / 135.015, 2);
  });

  it("gives no response times of a name without requests", () => {
    // Synthetic: a request that was never made has N/A.
    const header = example("locust-stats.csv").split("\n")[0];
    const rows = ["GET,/b,0,0,0,0,0,0,0,0,0,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A"];
    const names = Object.keys(values([header, ...rows].join("\n")));
    expect(names.filter((name) => name.startsWith("latency"))).toEqual([]);
  });

  it("gives no response times where every connection was refused, which Locust times too", () => {
    // From Locust 2.24.0 on a port where nothing listened.
    const header = example("locust-stats.csv").split("\n")[0];
    const row = ",Aggregated,152,152,2,9.1,0.77,193.6,0.0,50.4,50.4,2,4,6,8,19,40,78,110,190,190,190";
    expect(values(`${header}\n${row}\n`)).toEqual({
      throughput: 50.4,
      goodput: 0,
      "error-rate": 1,
      "response-size": 0,
    });
  });

  it("says which file to give instead of the list of failures or exceptions", () => {
    expect(() => parse(example("locust-failures.csv"))).toThrow("Give the file that ends in _stats.csv");
    expect(() => parse("Count,Message,Traceback,Nodes\n")).toThrow("Give the file that ends in _stats.csv");
  });
});

describe("Locust's history", () => {
  it("reads points in time; before the first ten seconds have passed percentiles are unknown, not 0", () => {
    const file = parse(example("locust-history.csv"));
    expect(file).toMatchObject({ format: "locust-history", environment: { users: 8 } });
    const [run] = file.runs;
    expect(run?.series["latency.p95"]?.slice(0, 4).map((point) => point.value)).toEqual([
      null,
      null,
      null,
      37,
    ]);
    expect(run?.series.throughput?.slice(0, 3).map((point) => point.value)).toEqual([null, 178, 178]);
    expect(values(example("locust-history.csv"))).toMatchObject({ throughput: 139, "error-rate": 0 });
  });

  it("refuses one that ends before the first request was counted", () => {
    const [header = "", first = ""] = example("locust-history.csv").split("\n");
    expect(() => parse(`${header}\n${first}\n`)).toThrow("no request was counted in it");
  });
});

describe("Locust's JSON", () => {
  it("adds up the requests of all names, with percentiles from the counts by response time", () => {
    const found = values(example("locust.json"));
    expect(parse(example("locust.json")).format).toBe("locust-json");
    expect(found["error-rate"]).toBeCloseTo(11 / 173, 12);
    expect(found["latency.mean"]).toBeCloseTo(64.243, 3);
    expect(found).toMatchObject({ "latency.p50": 43, "latency.p95": 190, "response-size": 512 });
    expect(found.throughput).toBeCloseTo(41.056, 3);
    expect(values(example("locust.json"), { name: "/item/[id]" }).throughput).toBeLessThan(41);
    expect(() => parse(example("locust.json"), { name: "/none" })).toThrow("“/item/[id]”");
  });

  it("refuses one without a request and one that is cut off", () => {
    const none = example("locust.json").replaceAll(/"num_requests": ?\d+/g, '"num_requests": 0');
    expect(() => parse(none)).toThrow("there is no request in it");
    expect(() => parse(example("locust.json").slice(0, 900))).toThrow("looks cut off");
  });
});
