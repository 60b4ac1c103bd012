import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isAppError } from "#lib/core/errors.ts";
import type { Better, Outcome, Verdict } from "#lib/core/statistics/verdict.ts";
import { compareFiles } from "./compare-files.ts";
import { compareSeriesFile } from "./compare-series-file.ts";
import type { NamedFile } from "./named-file.ts";
import { seriesOfFile } from "./series-of-file.ts";

/** Before/after measurements of real programs with known truth, which are not part of this repository. */
const folder = join(process.env.PORTAL_SHARED ?? join(process.cwd(), "..", "shared"), "data", "pack");
const isThere = existsSync(join(folder, "truth.json"));

type Truth = "IMPROVED" | "REGRESSED" | "NO_CHANGE";
type Files = { format: string; before: string[]; after: string[] };
type Case = {
  id: string;
  truth: Truth;
  evidence: "ample" | "weak" | "insufficient";
  comparable: boolean;
  order: string | null;
  beforeFiles: string[];
  afterFiles: string[];
  formats?: Files[];
  selectors?: { before: string; after: string };
  metrics: Metric[];
  changeAt?: string;
  changeFinished?: string;
};
type Metric = {
  name: string;
  main: boolean;
  truth: Truth | null;
  better: Better | null;
  beforeFile?: string;
  afterFile?: string;
  fullFile?: string;
};

/** Names of the pack for quantities of ours. */
const names: Record<string, string> = {
  latency_mean: "latency.mean",
  latency_median: "latency.p50",
  latency_p75: "latency.p75",
  latency_p90: "latency.p90",
  latency_p95: "latency.p95",
  latency_p97_5: "latency.p97.5",
  latency_p99: "latency.p99",
  longest: "latency.max",
  rps: "throughput",
  tps: "throughput",
  success: "error-rate",
  throughput: "transfer",
  bytes_per_request: "response-size",
  time_mean: "time.mean",
  time_median: "time.p50",
  mean_exec_time: "query.mean",
};

type Row = {
  case: string;
  format: string;
  quantity: string;
  main: boolean;
  truth: Truth;
  given: Outcome;
  reason: string;
};

/** Real effects that their main figures do not show, and why no honest test can. */
const notShown: Record<string, string> = {
  "s-pg-04": "the means moved 3 to 4 % the wrong way, between runs that differ by 20 % and more",
  "s-jm-02": "the mean rose by 3 % and the median fell by 2 %, between runs that differ by half",
  "s-up-01": "nine outages before and two after in equal time: their exact p is 0.07",
  "s-ac-02":
    "p99 of 63, 57, 39 ms before and 42, 23, 32 ms after: three runs a side overlap, Welch's p is 0.09",
  "s-lh-02":
    "the browser named the image's paint in two of five runs before, so that the middle run went from 1 to 3.3 s and the mean from 13 to 3.8 s",
};

const cases: Case[] = isThere ? JSON.parse(readFileSync(join(folder, "truth.json"), "utf8")) : [];

describe.skipIf(!isThere)("the pack of real measurements (skipped: ../shared/data/pack is not there)", () => {
  const rows = cases.flatMap((one) => (one.changeAt === undefined ? judged(one) : judgedSeries(one)));
  const shown = rows.map(
    (row) => `${row.case} ${row.format} ${row.quantity}: ${row.truth}, given ${row.given} ${row.reason}`,
  );

  it("prints the cases with expected and given verdicts", () => {
    console.log(shown.join("\n"));
    expect(rows.length).toBeGreaterThan(400);
  });

  it("never gives the wrong direction", () => {
    const wrong = rows.filter(
      (row) =>
        (row.truth === "IMPROVED" && row.given === "regressed") ||
        (row.truth === "REGRESSED" && row.given === "improved"),
    );
    expect(wrong).toEqual([]);
  });

  it("calls at most two of the unchanged ones", () => {
    const called = rows.filter((row) => row.truth === "NO_CHANGE" && /improved|regressed/.test(row.given));
    expect(new Set(called.map((row) => row.case)).size).toBeLessThanOrEqual(2);
    expect(called.filter((row) => row.main)).toEqual([]);
  });

  it("finds the real effects that the figures of the files show", () => {
    const real = cases.filter((one) => one.truth !== "NO_CHANGE" && one.evidence === "ample");
    const missed = real.filter((one) => !rows.some((row) => row.case === one.id && row.main && found(row)));
    expect(missed.map((one) => one.id).sort()).toEqual(Object.keys(notShown).sort());
  });

  it("finds every real effect of the monitored services, however the series is given", () => {
    const series = rows.filter((row) => /^s-prom-/.test(row.case) && row.main && row.truth !== "NO_CHANGE");
    expect(new Set(series.map((row) => row.format))).toEqual(new Set(["windows", "series"]));
    expect(series.filter((row) => !found(row))).toEqual([]);
  });

  it("names what the drifting, the climbing and the confounded service have, and calls none of them", () => {
    const weak = rows.filter((row) => /^s-prom-(cart|ledger|catalog)$/.test(row.case) && row.main);
    expect(weak.map((row) => row.given)).toEqual(weak.map(() => "inconclusive"));
    const reasons = Object.fromEntries(weak.map((row) => [row.case, row.reason]));
    expect(reasons).toMatchObject({ "s-prom-ledger": "confounded", "s-prom-catalog": "confounded" });
  });

  it("finds next to nothing where windows are cut inside one side of a change", () => {
    const sides = cases.flatMap(({ changeAt, metrics }) =>
      changeAt === undefined ? [] : metrics.flatMap(({ beforeFile, afterFile }) => [beforeFile, afterFile]),
    );
    const files = sides.filter((path) => path !== undefined && !path.includes("/err."));
    const given = files.flatMap((path) => {
      const file = loadOne(path ?? "");
      const points = seriesOfFile(file, {});
      return [0.4, 0.5, 0.6].map((share) => {
        const at = points[Math.round(share * points.length)]?.at ?? 0;
        return compareSeriesFile({ file, at, better: "lower" }).outcome;
      });
    });
    expect(given.length).toBeGreaterThan(350);
    expect(given.filter((outcome) => /improved|regressed/.test(outcome)).length).toBeLessThanOrEqual(10);
  });

  it("sees that the load of a service fell, where it is told the load", () => {
    const one = cases.find((entry) => entry.id === "s-prom-catalog");
    const load = loadOne("prometheus/s-prom-catalog/rps.full.json");
    for (const { fullFile } of one?.metrics.filter(({ main }) => main) ?? []) {
      const file = loadOne(fullFile ?? "");
      const at = Date.parse(one?.changeAt ?? "");
      const verdict = compareSeriesFile({ file, at, better: "lower", load });
      expect(verdict.sentence).toMatch(
        / rps\.full fell by 5\d.* at the same time, so the two cannot be told apart/,
      );
    }
  });

  it("refuses to compare different loads, naming the difference", () => {
    for (const one of cases.filter((entry) => !entry.comparable)) {
      for (const files of filesOf(one)) {
        for (const verdict of compareFiles({ before: load(files.before), after: load(files.after) })) {
          expect(verdict, `${one.id} ${files.format} ${verdict.metric}`).toMatchObject({
            reason: "not-comparable",
          });
        }
      }
    }
  });
});

function found(row: Row): boolean {
  return row.given === (row.truth === "IMPROVED" ? "improved" : "regressed");
}

function judged(one: Case): Row[] {
  const rows: Row[] = [];
  for (const files of filesOf(one)) {
    for (const { name, main, truth } of one.metrics) {
      const verdict = truth === null ? null : verdictOf(one, files, names[name] ?? name);
      if (truth === null || verdict === null) continue;
      const { outcome: given, reason } = verdict;
      rows.push({
        case: one.id,
        format: files.format,
        quantity: verdict.metric,
        main,
        truth,
        given,
        reason: reason ?? "",
      });
    }
  }
  return rows;
}

/** `null` where this format does not hold the quantity. */
function verdictOf(one: Case, files: Files, metric: string): Verdict | null {
  try {
    const parts = one.selectors ? { beforePart: 0, afterPart: 1 } : {};
    const order = one.order?.startsWith("interleaved") ? ("interleaved" as const) : undefined;
    const input = { before: load(files.before), after: load(files.after), metric, order, ...parts };
    return compareFiles(input)[0] ?? null;
  } catch (error) {
    if (isAppError(error) && error.message.startsWith("The quantity")) return null;
    throw error;
  }
}

/** Two windows as they were saved, and the whole series with the time of the change. */
function judgedSeries(one: Case): Row[] {
  return one.metrics.flatMap(({ name, main, truth, better, beforeFile, afterFile, fullFile }) => {
    if (truth === null || !better || !beforeFile || !afterFile) return [];
    const [windows] = compareFiles({ before: load([beforeFile]), after: load([afterFile]), better });
    const series =
      fullFile &&
      compareSeriesFile({
        file: loadOne(fullFile),
        at: Date.parse(one.changeAt ?? ""),
        until: Date.parse(one.changeFinished ?? ""),
        better,
      });
    const row = (format: string, { outcome, reason }: Verdict): Row => ({
      ...{ case: one.id, format, quantity: name, main, truth },
      ...{ given: outcome, reason: reason ?? "" },
    });
    return [...(windows ? [row("windows", windows)] : []), ...(series ? [row("series", series)] : [])];
  });
}

function loadOne(path: string): NamedFile {
  const [file] = load([path]);
  if (!file) throw new Error(`There is no ${path}.`);
  return file;
}

function filesOf(one: Case): Files[] {
  return one.formats ?? [{ format: "", before: one.beforeFiles, after: one.afterFiles }];
}

function load(paths: string[]): NamedFile[] {
  return paths.map((path) => ({
    name: path.split("/").at(-1) ?? path,
    text: readFileSync(join(folder, path), "utf8"),
    sha256: path,
  }));
}
