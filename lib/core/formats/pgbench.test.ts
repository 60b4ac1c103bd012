import { describe, expect, it } from "vitest";
import { example } from "./examples/example.ts";
import { parseFile } from "./registry.ts";

const parse = (text: string, name = "result.txt") => parseFile(text, name);
const values = (text: string) =>
  Object.fromEntries((parse(text).runs[0]?.quantities ?? []).map((one) => [one.name, one.value]));

describe("pgbench, as printed", () => {
  it("reads the totals, not the progress or the scripts, and the conditions", () => {
    const file = parse(example("pgbench.txt"));
    expect(values(example("pgbench.txt"))).toMatchObject({
      "latency.mean": 0.193,
      throughput: 15280.179675,
      "error-rate": 0,
    });
    expect(file).toMatchObject({
      version: "15.18",
      environment: { clients: 3, threads: 1, scalingFactor: 1, queryMode: "simple", durationSeconds: 6 },
    });
  });

  it("reads older versions: latency with a colon, the tps without connecting, no failures", () => {
    const old =
      "transaction type: TPC-B (sort of)\nscaling factor: 10\nquery mode: simple\nnumber of clients: 4\nnumber of threads: 2\nnumber of transactions actually processed: 4000/4000\nlatency average: 4.2 ms\ntps = 900.1 (including connections establishing)\ntps = 950.2 (excluding connections establishing)\n";
    expect(values(old)).toMatchObject({ "latency.mean": 4.2, throughput: 950.2 });
  });

  it("counts failed and skipped transactions as errors", () => {
    const text = example("pgbench.txt").replace(
      "number of failed transactions: 0 (0.000%)",
      "number of failed transactions: 100 (0.1%)\nnumber of transactions skipped: 50 (0.05%)",
    );
    expect(values(text)["error-rate"]).toBeCloseTo(150 / 91_847, 12);
  });

  it("takes each report of a file with several for a run", () => {
    const text = example("pgbench.txt");
    expect(parse(text + text).runs).toHaveLength(2);
  });

  it("refuses an output that did not end", () => {
    expect(() => parse(example("pgbench.txt").split("tps = 15280")[0] ?? "")).toThrow("“tps =” is missing");
  });
});

describe("pgbench -R", () => {
  const limited = (lines: string) => example("pgbench.txt").replace(/^(latency average)/m, `${lines}\n$1`);
  const environment = (text: string) => parse(text).environment;

  it("is told from a test at full speed by its schedule lag, and tells the rate where the server kept up", () => {
    expect(environment(example("pgbench.txt"))).toMatchObject({ rateLimited: false, scheduledRate: null });
    const tps = /^tps = ([\d.]+)/m.exec(example("pgbench.txt"))?.[1] ?? "";
    const keptUp = environment(limited("rate limit schedule lag: avg 0.102 (max 3.401) ms"));
    expect(keptUp).toMatchObject({ rateLimited: true, scheduledRate: Number(Number(tps).toPrecision(3)) });
    const behind = environment(limited("rate limit schedule lag: avg 1203.102 (max 2403.401) ms"));
    expect(behind).toMatchObject({ rateLimited: true, scheduledRate: null });
  });
});

describe("pgbench --aggregate-interval", () => {
  it("reads mean and rate from the sums, and the intervals as points", () => {
    const file = parse(example("pgbench-aggregate.log"));
    expect(file).toMatchObject({ format: "pgbench-aggregate" });
    expect(values(example("pgbench-aggregate.log"))["latency.mean"]).toBeCloseTo(0.193, 2);
    expect(file.runs[0]?.series.throughput?.map((point) => point.value)).toContain(14454);
  });

  it("counts the clients by how much of the time their transactions took", () => {
    // Synthetic: four clients that were busy for 3.9 of the 4 s that they had in each second.
    const line = (at: number) => `${at} 1000 3900000 1 3000 9000`;
    const log = [1, 2, 3, 4, 5].map((second) => line(1795471570 + second)).join("\n");
    expect(parse(`${log}\n`).environment).toEqual({ requestsInFlight: 3.9, pacedRate: null });
    expect(parse(`${line(1795471570)}\n`).environment).toEqual({ requestsInFlight: null, pacedRate: null });
  });

  it("reads the columns of other versions and adds up the threads", () => {
    const six =
      "1795471573 10 20000 50000000 1000 4000\n1795471574 10 20000 50000000 1000 4000\n1795471573 30 60000 1 1 9000\n";
    expect(values(six)).toMatchObject({ "latency.mean": 2, "latency.max": 9 });
  });

  it("refuses a cut off line", () => {
    expect(() => parse("1795471573 10 20000 50000000 1000 4000\n1795471574 10 20")).toThrow("line 2");
  });
});

describe("pg_stat_statements", () => {
  const header = "userid,dbid,toplevel,queryid,query,calls,total_exec_time";
  const dump = (rows: string[]) => [header, ...rows].join("\n");
  const later = dump(["10,1,t,-5,select a,300,900", "10,1,t,7,select b,50,5000"]);

  it("reads what psql prints, aligned or not", () => {
    const bare = "userid|dbid|queryid|query|calls|total_exec_time\n10|5|7|select b|50|5000\n(1 row)\n";
    const aligned =
      " userid | dbid | queryid |  query   | calls | total_exec_time\n--------+------+---------+----------+-------+----------------\n     10 |    5 |      7 | select b |    50 |            5000\n(1 row)\n\n";
    for (const text of [bare, aligned]) {
      expect(values(text)).toEqual({ "query.mean": 100, "query.calls": 50 });
      expect(parseFile(text, "a.txt", { select: { queryid: "7" } }).environment.query).toBe("select b");
    }
  });

  it("takes the statement with the greatest total time, or the one selected", () => {
    expect(values(later)).toEqual({ "query.mean": 100, "query.calls": 50 });
    const other = parseFile(later, "after.csv", { select: { queryid: "-5" } });
    expect(other.runs[0]?.quantities[0]?.value).toBe(3);
    expect(other.environment).toMatchObject({ queryid: "-5", query: "select a" });
  });

  it("counts from an earlier snapshot by user, database, level and query", () => {
    const since = { name: "a.csv", text: dump(["10,1,t,-5,select a,100,100", "11,1,t,7,select b,49,4990"]) };
    const file = parseFile(later, "b.csv", { since, select: { queryid: "-5" } });
    expect(file.runs[0]?.quantities.map((one) => one.value)).toEqual([4, 200]);
  });

  it("counts from the reset when the counters fell, and says so", () => {
    const since = { name: "a.csv", text: dump(["10,1,t,7,select b,80,8000"]) };
    const file = parseFile(later, "b.csv", { since });
    expect(file.runs[0]?.quantities.map((one) => one.value)).toEqual([100, 50]);
    expect(file.warnings[0]?.code).toBe("counter-reset");
  });

  it("reads the columns of PostgreSQL 12 and a real dump of 15", () => {
    expect(values("userid,dbid,queryid,query,calls,total_time\n1,1,3,select 1,4,8\n")["query.mean"]).toBe(2);
    expect(values(example("pg_stat_statements.csv"))["query.mean"]).toBeCloseTo(0.0203002, 6);
  });

  it("refuses dumps that are cut off or hold no called statement", () => {
    expect(() => parse(later.slice(0, -8))).toThrow(/line 3/);
    expect(() => parse(dump(["1,1,t,3,select 1,0,0"]))).toThrow("no statement was called");
  });
});
