import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isAppError } from "#lib/core/errors.ts";
import type { Outcome, Verdict } from "#lib/core/statistics/verdict.ts";
import { compareFiles } from "./compare-files.ts";
import type { NamedFile } from "./named-file.ts";

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
  metrics: { name: string; main: boolean; truth: Truth | null }[];
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

const cases: Case[] = isThere ? JSON.parse(readFileSync(join(folder, "truth.json"), "utf8")) : [];

describe.skipIf(!isThere)("the pack of real measurements (skipped: ../shared/data/pack is not there)", () => {
  const runs = cases.filter((one) => !/^s-(up|prom)-/.test(one.id));
  const rows = runs.flatMap(judged);
  const shown = rows.map(
    (row) => `${row.case} ${row.format} ${row.quantity}: ${row.truth}, given ${row.given} ${row.reason}`,
  );

  it("prints the cases with expected and given verdicts", () => {
    console.log(shown.join("\n"));
    expect(rows.length).toBeGreaterThan(300);
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
    const real = runs.filter((one) => one.truth !== "NO_CHANGE" && one.evidence === "ample");
    const missed = real.filter((one) => !rows.some((row) => row.case === one.id && row.main && found(row)));
    // The first two do not show their effect in the figures; the other two have spreads as large as it.
    const known = ["s-pg-04", "s-jm-02", "s-ac-02", "s-ac-03", "s-lh-02"];
    expect(missed.map((one) => one.id).filter((id) => !known.includes(id))).toEqual([]);
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
