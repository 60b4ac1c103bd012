import { describe, expect, it } from "vitest";
import { example } from "./examples/example.ts";
import { parseFile } from "./registry.ts";

const parse = (text: string) => parseFile(text, "result.txt");
const values = (text: string) =>
  Object.fromEntries((parse(text).runs[0]?.quantities ?? []).map((one) => [one.name, one.value]));

describe("wrk", () => {
  it("reads a real output, with its threads and connections", () => {
    expect(values(example("wrk.txt"))).toMatchObject({
      "latency.mean": 1.94,
      "latency.p50": 1.64,
      "latency.p99": 5.56,
      "latency.max": 22.41,
      throughput: 8519.43,
      "error-rate": 0,
    });
    expect(parse(example("wrk.txt")).environment).toMatchObject({
      threads: 1,
      connections: 16,
      durationSeconds: 5,
    });
  });

  it("brings us, s and m to ms and reads wrk2's finer percentiles", () => {
    const text = example("wrk.txt")
      .replace("1.94ms", "847.08us")
      .replace("22.41ms", "1.20s")
      .replace("     99%    5.56ms", " 99.000%    1.50m\n 99.900%    2.00m");
    expect(values(text)).toMatchObject({
      "latency.mean": 0.84708,
      "latency.max": 1200,
      "latency.p99": 90_000,
      "latency.p99.9": 120_000,
    });
  });

  it("counts bad statuses and socket errors, whose lines are there only when there were some", () => {
    const text = example("wrk.txt").replace(
      "Requests/sec",
      "  Socket errors: connect 0, read 6, write 0, timeout 4\n  Non-2xx or 3xx responses: 90\nRequests/sec",
    );
    expect(values(text)["error-rate"]).toBeCloseTo(100 / 42_624, 12);
  });

  it("reads an output without --latency and refuses one that is cut off", () => {
    const short = example("wrk.txt").replace(/ {2}Latency Distribution[\s\S]*?(?= {2}\d+ requests)/, "");
    expect(Object.keys(values(short))).not.toContain("latency.p99");
    expect(values(short)["latency.mean"]).toBe(1.94);
    expect(() => parse(example("wrk.txt").trimEnd().slice(0, -6))).toThrow("looks cut off");
    expect(() => parse(example("wrk.txt").slice(0, 400))).toThrow("looks cut off");
  });
});

describe("hey", () => {
  it("reads seconds as ms and counts HTTP errors from the status codes", () => {
    const found = values(example("hey.txt"));
    expect(found["latency.mean"]).toBe(1);
    expect(found["error-rate"]).toBeGreaterThan(0.98);
    expect(found.goodput).toBeLessThan(100);
  });

  it("counts requests without an answer, which stand in the error distribution", () => {
    const text = example("hey.txt").replace(
      /Status code distribution:[\s\S]*$/,
      'Status code distribution:\n  [200]\t900 responses\n\nError distribution:\n  [100]\tGet "http://127.0.0.1/": EOF\n',
    );
    expect(values(text)["error-rate"]).toBe(0.1);
  });

  it("recovers the requests in flight from rate and time where the load was kept busy", () => {
    const text = (average: string, total: string) =>
      `\nSummary:\n  Total:\t${total} secs\n  Slowest:\t0.0500 secs\n  Average:\t${average} secs\n  Requests/sec:\t480\n\nStatus code distribution:\n  [200]\t1200 responses\n`;
    const environment = (average: string, total: string) => parse(text(average, total)).environment;
    expect(environment("0.0250", "2.5")).toEqual({ requestsInFlight: 12, pacedRate: null });
    expect(environment("0.0250", "0.2")).toEqual({ requestsInFlight: null, pacedRate: null });
    expect(environment("0.0010", "2.5")).toEqual({ requestsInFlight: null, pacedRate: 480 });
  });

  it("refuses an output without its end", () => {
    expect(() => parse(example("hey.txt").split("Status code")[0] ?? "")).toThrow(
      "no status code distribution",
    );
  });
});

describe("ab", () => {
  it("reads a real output", () => {
    expect(values(example("ab.txt"))).toMatchObject({
      "latency.mean": 11.388,
      "latency.p95": 15,
      throughput: 702.48,
    });
    expect(parse(example("ab.txt")).environment).toEqual({ concurrency: 8, keepAlive: false });
  });

  it("finds 1 % errors in Failed requests: 0 with Non-2xx responses: 3 of 300", () => {
    const text = example("ab.txt")
      .replace("Complete requests:      1500", "Complete requests:      300")
      .replace("Failed requests:        0", "Failed requests:        0\nNon-2xx responses:      3");
    expect(values(text)["error-rate"]).toBe(0.01);
  });

  it("does not count answers of another length as errors, but says so", () => {
    const text = example("ab.txt").replace(
      "Failed requests:        0",
      "Failed requests:        12\n   (Connect: 0, Receive: 2, Length: 10, Exceptions: 0)",
    );
    expect(values(text)["error-rate"]).toBeCloseTo(2 / 1500, 12);
    expect(parse(text).warnings[0]?.code).toBe("length-differs");
  });

  it("says that its percentiles are whole ms while the table of -e has decimals", () => {
    const resolution = (text: string) =>
      parse(text).runs[0]?.quantities.find((one) => one.name === "latency.p95")?.resolution;
    expect(resolution(example("ab.txt"))).toBe(1);
    expect(resolution(example("ab-percentiles.csv"))).toBeUndefined();
    expect(values(example("ab-percentiles.csv"))["latency.p95"]).toBeCloseTo(15.115, 0);
  });

  it("reads the requests of -g, without an error rate that it does not hold", () => {
    const run = parse(example("ab-gnuplot.tsv")).runs[0];
    expect(run?.samples.latency).toHaveLength(39);
    expect(run?.errorRate).toBeNull();
    expect(run?.quantities.map((one) => one.name)).not.toContain("throughput");
  });

  it("refuses outputs that are cut off", () => {
    expect(() => parse(example("ab.txt").slice(0, 900))).toThrow(/cut off|did not end well/);
    expect(() => parse(example("ab-percentiles.csv").slice(0, 200))).toThrow(/cut off|is no percentage/);
    expect(() => parse(example("ab-gnuplot.tsv").trimEnd().slice(0, -6))).toThrow("line 40");
  });
});

describe("siege", () => {
  it("reads text and JSON alike, in steps of 10 ms, with its users or the requests in flight", () => {
    expect(values(example("siege.txt"))).toMatchObject({
      throughput: 1491.92,
      "latency.max": 20,
      "error-rate": 0,
    });
    expect(parse(example("siege.txt"))).toMatchObject({ version: "4.0.7", environment: { users: 5 } });
    expect(values(example("siege.json"))).toMatchObject({ throughput: 889.37, "latency.max": 30 });
    expect(parse(example("siege.json")).environment).toMatchObject({ requestsInFlight: 6 });
    expect(parse(example("siege.json")).runs[0]?.quantities[1]?.resolution).toBe(10);
  });

  it("takes the mean from concurrency and rate, where it agrees with the rounded one", () => {
    expect(values(example("siege.json"))["latency.mean"]).toBeCloseTo(5970 / 889.37, 9);
    expect(values(example("siege.txt"))["latency.mean"]).toBeCloseTo(4970 / 1491.92, 9);
    expect(parse(example("siege.json")).runs[0]?.quantities[0]?.resolution).toBeLessThan(0.02);
    const other = parse(
      example("siege.json").replace('"concurrency":			        5.97', '"concurrency": 25.97'),
    );
    expect(other.runs[0]?.quantities[0]).toMatchObject({ name: "latency.mean", value: 10, resolution: 10 });
  });

  it("is known where it printed every answer first, and read where it writes ms (4.1.7)", () => {
    const start =
      "** SIEGE 4.1.7\n** Preparing 6 concurrent users for battle.\nThe server is now under siege...\n";
    const answer = "\u001b[0;34mHTTP/1.1 200     0.02 secs:     512 bytes ==> GET  /\u001b[0m\n";
    const figures =
      "Transactions:\t\t     1288    hits\nAvailability:\t\t      100.00 %\nElapsed time:\t\t        4.95 secs\nData transferred:\t        0.63 MB\nResponse time:\t\t       22.89 ms\nTransaction rate:\t      260.20 trans/sec\nThroughput:\t\t        0.13 MB/sec\nConcurrency:\t\t        5.96\nSuccessful transactions:     1288\nFailed transactions:\t        0\nLongest transaction:\t       90.00 ms\nShortest transaction:\t       10.00 ms\n";
    const text = `${start}${answer.repeat(1000)}\nLifting the server siege...\n${figures}`;
    expect(values(text)).toMatchObject({ throughput: 260.2, "latency.max": 90 });
    expect(values(text)["latency.mean"]).toBeCloseTo(22.9, 1);
    expect(parse(text)).toMatchObject({ version: "4.1.7", environment: { users: 6 } });
    expect(parse(text).runs[0]?.quantities.find((one) => one.name === "latency.max")?.resolution).toBe(10);
  });

  it("counts failed transactions, and those that are no success", () => {
    const text = example("siege.txt")
      .replace("Failed transactions:	           0", "Failed transactions:	         100")
      .replace("Successful transactions:       11264", "Successful transactions:       11164");
    expect(values(text)["error-rate"]).toBeCloseTo(200 / 11_364, 12);
  });

  it("refuses an output that is cut off", () => {
    expect(() => parse(example("siege.txt").slice(0, 240))).toThrow(
      "the figure “shortest transaction” is missing",
    );
  });
});

describe("vegeta", () => {
  it("reads the JSON report: nanoseconds, success as a ratio, goodput", () => {
    const found = values(example("vegeta.json"));
    expect(found["latency.mean"]).toBeCloseTo(2.162277, 6);
    expect(found["error-rate"]).toBeCloseTo(1 - 0.55875, 10);
    expect(found.goodput).toBeCloseTo(55.943, 3);
    expect(found.throughput).toBeCloseTo(100.126, 3);
    expect(Object.keys(found)).not.toContain("response-size");
  });

  it("reads an older report without throughput, minimum and 90th percentile", () => {
    const old = example("vegeta.json")
      .replace(/"throughput":[\d.]+,/, "")
      .replace(/"90th":\d+,/, "")
      .replace(/,"min":\d+/, "");
    const found = values(old);
    expect(Object.keys(found)).not.toContain("latency.p90");
    expect(found.goodput).toBeCloseTo(100.126 * 0.55875, 3);
  });

  it("reads the text report like the JSON one, taking errors from the status codes", () => {
    const text = values(example("vegeta.txt"));
    expect(text["latency.mean"]).toBe(2.162);
    expect(text["error-rate"]).toBeCloseTo(353 / 800, 12);
    expect(text.goodput).toBe(55.94);
  });

  it("reads the encoded CSV, which has no header, and the JSON lines alike", () => {
    const csv = parse(example("vegeta.csv"));
    expect(csv.format).toBe("vegeta-csv");
    expect(csv.runs[0]?.samples.latency).toHaveLength(30);
    expect(csv.runs[0]?.samples.latency?.[0]).toBeCloseTo(4.682683, 6);
    const lines = [0, 1, 2].map((seq) =>
      JSON.stringify({
        attack: "run",
        seq,
        code: seq === 2 ? 0 : 200,
        timestamp: `2026-11-23T22:28:19.${seq}61492962Z`,
        latency: 4_000_000,
        bytes_out: 0,
        bytes_in: 12,
        error: "",
      }),
    );
    const json = parse(lines.join("\n"));
    expect(json.format).toBe("vegeta-ndjson");
    expect(json.runs[0]?.samples.latency).toEqual([4, 4, 4]);
    expect(json.runs[0]?.errorRate).toBeCloseTo(1 / 3, 12);
  });

  it("reads histograms, whose percentiles are known to the width of a bucket", () => {
    const p50 = parse(example("vegeta-hist.txt")).runs[0]?.quantities.find(
      (one) => one.name === "latency.p50",
    );
    expect(p50?.value).toBeGreaterThan(20);
    expect(p50?.resolution).toBe(30);
    const hdr =
      "Value(ms)  Percentile  TotalCount  1/(1-Percentile)\n1.5  0.5  50  2\n2.5  0.95  95  20\n3.5  0.99  99  100\n4  1.0  100  inf\n";
    expect(() => parse(hdr)).not.toThrow();
    expect(values(hdr)).toMatchObject({
      "latency.p50": 1.5,
      "latency.p95": 2.5,
      "latency.p99": 3.5,
      "latency.max": 4,
    });
  });

  it("refuses reports and rows that are cut off", () => {
    expect(() => parse(example("vegeta.txt").slice(0, 300))).toThrow(/missing|cut off/);
    expect(() => parse(example("vegeta.json").slice(0, 300))).toThrow("the JSON ends in the middle");
    expect(() => parse(`${example("vegeta.csv")}1795472899461492962,200,46`)).toThrow("line 31");
  });
});

describe("JSON whose keys somebody has sorted", () => {
  const sorted = (value: unknown): unknown =>
    typeof value !== "object" || value === null || Array.isArray(value)
      ? value
      : Object.fromEntries(
          Object.entries(value)
            .toSorted(([one], [other]) => (one < other ? -1 : 1))
            .map(([key, inner]) => [key, sorted(inner)]),
        );

  it.each(["vegeta.json", "artillery.json", "autocannon.json", "siege.json", "lighthouse.json"])(
    "is recognised as before: %s",
    (name) => {
      const again = JSON.stringify(sorted(JSON.parse(example(name))), null, 2);
      const order = (text: string) =>
        parse(text).runs[0]?.quantities.toSorted((one, other) => (one.name < other.name ? -1 : 1));
      expect(parse(again).format).toBe(parse(example(name)).format);
      expect(order(again)).toEqual(order(example(name)));
    },
  );
});
