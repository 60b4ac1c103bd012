import { describe, expect, it } from "vitest";
import { example } from "./examples/example.ts";
import { parseFile } from "./registry.ts";

const read = (text: string, options: Parameters<typeof parseFile>[2] = {}) =>
  parseFile(text, "series.json", options);

describe("an answer of Prometheus", () => {
  it("reads the points, whose values are texts", () => {
    const file = read(example("prometheus.json"));
    expect(file).toMatchObject({ format: "prometheus" });
    expect(file.runs[0]?.each).toBe("point");
    expect(file.runs[0]?.series.value?.[0]).toEqual({ at: 1795469045000, value: 0.08112582781456953 });
  });

  const matrix = (result: unknown[]) =>
    JSON.stringify({ status: "success", data: { resultType: "matrix", result } });
  const series = (host: string, values: [number, string][]) => ({
    metric: { __name__: "load", host },
    values,
  });

  it("keeps NaN and infinite values as gaps and counts them", () => {
    const file = read(
      matrix([
        series("a", [
          [1, "NaN"],
          [2, "5"],
          [3, "+Inf"],
          [4, "inf"],
        ]),
      ]),
    );
    expect(file.runs[0]?.series.load?.map((point) => point.value)).toEqual([null, 5, null, null]);
    expect(file.warnings[0]?.message).toContain("3 values are missing");
  });

  it("takes a counter by its growth per second, leaving a reset out", () => {
    const counted = (name: string, values: number[]) =>
      JSON.stringify({
        status: "success",
        data: {
          resultType: "matrix",
          result: [
            {
              metric: { __name__: name },
              values: values.map((value, i) => [1790000000 + i * 10, String(value)]),
            },
          ],
        },
      });
    const growing = Array.from({ length: 40 }, (_, i) => (i < 20 ? 1000 + i * 50 : (i - 20) * 70));
    const file = read(counted("http_requests_total", growing));
    const rates = file.runs[0]?.series.http_requests_total?.map(({ value }) => value) ?? [];
    expect(rates).toHaveLength(39);
    expect([rates[0], rates[19], rates[20]]).toEqual([5, null, 7]);
    expect(file.runs[0]?.quantities[0]).toMatchObject({ unit: "1/s", kind: "rate" });
    expect(file.warnings.map(({ code }) => code)).toContain("counter-as-rate");
    // A gauge of that name goes up and down.
    const gauge = read(counted("queue_count", [5, 3, 6, 2, 7, 4]));
    expect(gauge.runs[0]?.series.queue_count?.map(({ value }) => value)).toEqual([5, 3, 6, 2, 7, 4]);
  });

  it("reads the data without its envelope, in any order, and says what to ask of native histograms", () => {
    const data = { resultType: "matrix", result: [{ metric: {}, values: [[1790000000, "1"]] }] };
    for (const content of [data, { data, status: "success" }]) {
      expect(parseFile(JSON.stringify(content), "a.json").format).toBe("prometheus");
    }
    const native = { ...data, result: [{ metric: {}, histograms: [[1790000000, {}]] }] };
    expect(() => parseFile(JSON.stringify(native), "a.json")).toThrow("native histograms");
  });

  it("asks for a label where there are several sets, and takes the selected one", () => {
    const two = matrix([series("a", [[1, "1"]]), series("b", [[1, "2"]])]);
    expect(() => read(two)).toThrow(
      "the answer holds 2 label sets: {__name__=load, host=a}, {__name__=load, host=b}. Select one with label=value.",
    );
    expect(read(two, { select: { host: "b" } }).runs[0]?.series.load).toEqual([{ at: 1000, value: 2 }]);
    expect(() => read(two, { select: { host: "c" } })).toThrow("no series has the labels that are selected");
  });

  it("passes on why Prometheus refused, and refuses empty and instant answers", () => {
    expect(() => read(example("prometheus-error.json"))).toThrow(
      "Prometheus refused the query: “1:10: parse error",
    );
    expect(() => read(example("prometheus-empty.json"))).toThrow("the answer holds no series.");
    expect(() => read(example("prometheus-instant.json"))).toThrow(
      "this is the answer to one instant (“vector”), not of query_range. Ask /api/v1/query_range with a start, an end and a step.",
    );
  });
});

describe("a table of time and value", () => {
  const table = (rows: string[]) => parseFile(`time,value\n${rows.join("\n")}\n`, "series.csv");

  it("reads ISO 8601 and Unix times, in order of time, with gaps", () => {
    const file = table(["2026-11-23T22:00:10Z,3", "2026-11-23T22:00:00Z,1", "2026-11-23T22:00:05Z,"]);
    expect(file.runs[0]?.series.value).toEqual([
      { at: 1795471200000, value: 1 },
      { at: 1795471205000, value: null },
      { at: 1795471210000, value: 3 },
    ]);
    expect(table(["1795471200,1"]).runs[0]?.series.value?.[0]?.at).toBe(1795471200000);
    expect(table(["1795471200123,1"]).runs[0]?.series.value?.[0]?.at).toBe(1795471200123);
    expect(table(["2026-11-23 22:00:00,1"]).runs[0]?.series.value?.[0]?.at).toBe(1795471200000);
  });

  it("takes no column of measured times for the clock, and refuses dates that it cannot read", () => {
    const runs = parseFile("time,memory\n0.51,20\n0.49,21\n0.50,20\n", "runs.csv");
    expect(runs).toMatchObject({
      format: "csv",
      runs: [{ each: "run", samples: { time: [0.51, 0.49, 0.5] } }],
    });
    expect(parseFile("time,value\n0,20\n10,21\n20,20\n", "since.csv").format).toBe("time-value");
    expect(() => parseFile("date,value\n09/21/2026 14:13,0.4\n", "us.csv")).toThrow(
      "“09/21/2026 14:13” is no time. Write 2026-11-12T08:30:00Z, or Unix time.",
    );
  });

  it("refuses a text, a time that is none and a time that stands there twice", () => {
    expect(() => table(["1795471200,1", "1795471205,slow"])).toThrow(
      "line 3: row 2: “slow” is not a number.",
    );
    expect(() => table(["1795471200,1", "soon,1"])).toThrow("row 2: “soon” is no time.");
    expect(() => table(["1795471200,1", "1795471200,2"])).toThrow("stands in it twice");
  });
});

describe("a log of probes", () => {
  it("reads availability, outages and the times of good answers", () => {
    const file = parseFile(
      "timestamp,ok,latency_ms,error\n2026-11-23T22:00:00Z,1,10,\n2026-11-23T22:00:01Z,0,5000,refused\n2026-11-23T22:00:02Z,0,,refused\n2026-11-23T22:00:03Z,1,20,\n",
      "probes.csv",
    );
    expect(file.format).toBe("probe-log");
    const found = Object.fromEntries((file.runs[0]?.quantities ?? []).map((one) => [one.name, one.value]));
    expect(found).toMatchObject({ availability: 0.5, outages: 1, "latency.mean": 15 });
    expect(file.runs[0]?.series.availability?.map((point) => point.value)).toEqual([1, 0, 0, 1]);
  });

  it("reads HTTP status codes where no column says ok", () => {
    const log =
      "timestamp,url,status,latency_ms,error\n2026-11-01T00:00:00Z,http://a/,200,50,\n2026-11-01T00:01:00Z,http://a/,503,9,\n2026-11-01T00:02:00Z,http://a/,0,,ECONNREFUSED\n2026-11-01T00:03:00Z,http://a/,301,52,\n";
    const file = parseFile(log, "log.csv");
    expect(file.format).toBe("probe-log");
    expect(file.runs[0]?.series.availability?.map(({ value }) => value)).toEqual([1, 0, 0, 1]);
    expect(file.runs[0]?.series.latency?.map(({ value }) => value)).toEqual([50, null, null, 52]);
  });

  it("reads a real log and refuses a word that is neither up nor down", () => {
    expect(parseFile(example("probes.csv"), "probes.csv").runs[0]?.series.availability).toHaveLength(80);
    expect(() => parseFile("time,ok\n2026-11-23T22:00:00Z,maybe\n", "p.csv")).toThrow(
      "line 2: “maybe” says neither up",
    );
  });
});

describe("a scrape of metrics", () => {
  const scrape = (count: number, sum: number, slow: number) =>
    [
      "# TYPE http_seconds histogram",
      `http_seconds_bucket{path="/",status="200",le="0.1"} ${count - slow}`,
      `http_seconds_bucket{path="/",status="200",le="0.5"} ${count}`,
      `http_seconds_bucket{path="/",status="200",le="+Inf"} ${count}`,
      `http_seconds_sum{path="/",status="200"} ${sum}`,
      `http_seconds_count{path="/",status="200"} ${count}`,
      "# TYPE memory_bytes gauge",
      "memory_bytes 7.5e7",
      "",
    ].join("\n");
  const values = (text: string, since?: string) =>
    Object.fromEntries(
      (
        read(text, since === undefined ? {} : { since: { name: "a.txt", text: since } }).runs[0]
          ?.quantities ?? []
      ).map((one) => [one.name, one.value]),
    );

  it("reads the mean and percentiles of histograms, and gauges", () => {
    expect(values(scrape(100, 5, 20))).toMatchObject({ "http_seconds.mean": 0.05, memory_bytes: 7.5e7 });
    expect(values(scrape(100, 5, 20))["http_seconds.p90"]).toBeCloseTo(0.3, 12);
  });

  it("takes no gauge of when something happened for one of how long it took", () => {
    const text =
      "# TYPE gc_time_seconds gauge\ngc_time_seconds 1.795832e+09\n# TYPE job_time_seconds gauge\njob_time_seconds 12\n# TYPE process_start_time_seconds gauge\nprocess_start_time_seconds 1.7958e+09\n# TYPE never_timestamp_seconds gauge\nnever_timestamp_seconds 0\n";
    expect(values(text)).toEqual({ job_time_seconds: 12 });
  });

  it("counts from the earlier scrape", () => {
    expect(values(scrape(300, 25, 20), scrape(100, 5, 20))["http_seconds.mean"]).toBe(0.1);
  });

  it("counts from zero after a reset and says so", () => {
    const file = read(scrape(50, 5, 0), { since: { name: "a.txt", text: scrape(100, 9, 0) } });
    expect(file.runs[0]?.quantities[0]?.value).toBe(0.1);
    expect(file.warnings[0]?.code).toBe("counter-reset");
  });

  it("reads exemplars, labels with quotes in them, times and a real scrape", () => {
    const text =
      '# TYPE a summary\n# UNIT a seconds\na_sum{p="x\\"y,}"} 10 1605301325.5\na_count{p="x\\"y,}"} 5 1605301325.5 # {trace="1"} 0.4\na_created{p="x\\"y,}"} 1605281325.0\n# EOF';
    expect(values(text)).toEqual({ "a.mean": 2 });
    expect(read(text).runs[0]?.startedAt).toBe("2020-11-13T21:02:05.500Z");
    expect(Object.keys(values(example("exposition.txt")))).toContain("http_request_duration_seconds.mean");
  });

  it("takes the error rate from the status labels", () => {
    const text = scrape(90, 5, 0).replace(
      "# TYPE memory",
      'http_seconds_count{status="500"} 10\n# TYPE memory',
    );
    expect(read(text).runs[0]?.errorRate).toBe(0.1);
  });

  it("refuses a scrape that is cut off and a line that is no sample", () => {
    expect(() => read(scrape(100, 5, 20).slice(0, -3))).toThrow("the scrape looks cut off");
    expect(() => read("# TYPE a gauge\na{b=c} 1\n")).toThrow("series.json, line 2: “a{b=c} 1” is no sample.");
  });
});
