import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isAppError } from "#lib/core/errors.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";
import { type CompareFilesInput, compareFiles } from "./compare-files.ts";
import type { NamedFile } from "./named-file.ts";

/** What has to hold of any real pair of measurements, whatever its truth; on the pack, which is not in this repository. */
const folder = join(process.env.PORTAL_SHARED ?? join(process.cwd(), "..", "shared"), "data", "pack");
const isThere = existsSync(join(folder, "truth.json"));

type Pair = { id: string; truth: string; input: CompareFilesInput };
type Files = { format: string; before: string[]; after: string[] };
type Case = { id: string; truth: string; formats?: Files[]; order: string | null; selectors?: object };

const cases: Case[] = isThere ? JSON.parse(readFileSync(join(folder, "truth.json"), "utf8")) : [];
const pairs = cases.flatMap(({ id, truth, formats = [], order, selectors }): Pair[] =>
  formats.map(({ format, before, after }) => ({
    id: `${id} ${format}`,
    truth,
    input: {
      before: load(before),
      after: load(after),
      ...(selectors ? { beforePart: 0, afterPart: 1 } : {}),
      ...(order?.startsWith("interleaved") ? { order: "interleaved" as const } : {}),
    },
  })),
);

describe.skipIf(!isThere)("mutated measurements (skipped: ../shared/data/pack is not there)", () => {
  it("swapped sides give the opposite direction", () => {
    const opposite: Partial<Record<string, string>> = { improved: "regressed", regressed: "improved" };
    const wrong = pairs.flatMap(({ id, input }) => {
      const { before, after, beforePart, afterPart } = input;
      const swapped = byMetric({
        ...input,
        before: after,
        after: before,
        beforePart: afterPart,
        afterPart: beforePart,
      });
      return [...byMetric(input).values()].flatMap((one) => {
        const other = swapped.get(one.metric);
        const isFine = other?.outcome !== one.outcome || !/improved|regressed/.test(one.outcome);
        const expected = opposite[one.outcome] ?? null;
        const mirrored =
          expected === null || other?.outcome === expected || /errors-rose|moved/.test(other?.reason ?? "");
        return isFine && mirrored
          ? []
          : [`${id} ${one.metric}: ${one.outcome}, swapped ${other?.outcome} ${other?.reason}`];
      });
    });
    expect(wrong).toEqual([]);
  });

  it("a side compared with itself has not changed", () => {
    const called = pairs.flatMap(({ id, input: { before, beforePart, order } }) =>
      changed(id, { before, after: before, beforePart, afterPart: beforePart, order }),
    );
    expect(called).toEqual([]);
  });

  it("half of the runs never show the opposite of all of them", () => {
    const wrong = pairs.flatMap(({ id, input }) => {
      const whole = byMetric(input);
      const half = (files: NamedFile[]) => files.slice(0, Math.ceil(files.length / 2));
      const some = byMetric({ ...input, before: half(input.before), after: half(input.after) });
      return [...some.values()].flatMap((one) => {
        const all = whole.get(one.metric)?.outcome ?? "";
        const isOpposite =
          /improved|regressed/.test(one.outcome) && /improved|regressed/.test(all) && all !== one.outcome;
        return isOpposite ? [`${id} ${one.metric}: ${all}, half of it ${one.outcome}`] : [];
      });
    });
    expect(wrong).toEqual([]);
  });

  it("a byte order mark and the line ends of Windows change no number", () => {
    const windows = (files: NamedFile[]) =>
      files.map((file) => ({ ...file, text: `\uFEFF${file.text.replaceAll("\n", "\r\n")}` }));
    const unlike = pairs.flatMap(({ id, input }) => {
      const same = JSON.stringify(compared(input));
      const other = JSON.stringify(
        compared({ ...input, before: windows(input.before), after: windows(input.after) }),
      );
      return same === other ? [] : [id];
    });
    expect(unlike).toEqual([]);
  });

  it("columns in another order change no number", () => {
    const turned = (files: NamedFile[]) =>
      files.map((file) => ({
        ...file,
        text: file.text.replaceAll(/^.+$/gm, (line) => line.split(",").reverse().join(",")),
      }));
    const tables = pairs.filter(({ id }) => /^s-up-|^s-jm-\d+ jtl/.test(id));
    expect(tables.length).toBeGreaterThan(5);
    for (const { id, input } of tables) {
      const other = compared({ ...input, before: turned(input.before), after: turned(input.after) });
      expect(JSON.stringify(other), id).toBe(JSON.stringify(compared(input)));
    }
  });

  it("the first half of an unchanged test is like the second, but for the start of a few", () => {
    const tables = pairs.filter(({ id, truth }) => truth === "NO_CHANGE" && / (csv|log|jtl)$/.test(id));
    const files = tables.flatMap(({ id, input }) =>
      [...input.before, ...input.after].map((file) => ({ id: `${id} ${file.name}`, file })),
    );
    const called = files.filter(({ id, file }) => {
      const [first, second] = halves(file);
      return changed(id, { before: [first], after: [second] }).length > 0;
    });
    expect(files.length).toBeGreaterThan(30);
    // The first transactions of s-pg-09 fill its caches; during s-up-06 another load ended.
    const expected = /^s-(pg-09|up-06)/;
    expect(called.map(({ id }) => id).filter((id) => !expected.test(id))).toEqual([]);
  });
});

const known = new WeakMap<CompareFilesInput, Verdict[]>();

/** The unmutated pairs are asked for by several tests. */
function compared(input: CompareFilesInput): Verdict[] {
  const verdicts = known.get(input) ?? verdictsOf(input);
  known.set(input, verdicts);
  return verdicts;
}

function verdictsOf(input: CompareFilesInput): Verdict[] {
  try {
    return compareFiles(input);
  } catch (error) {
    // Says itself what is missing: one outage file without a second, a direction that no name tells.
    if (isAppError(error)) return [];
    throw error;
  }
}

function byMetric(input: CompareFilesInput): Map<string, Verdict> {
  return new Map(compared(input).map((verdict) => [verdict.metric, verdict]));
}

/** What moved; the longest of half a test tells nothing of the other half. */
function changed(id: string, input: CompareFilesInput): string[] {
  return compared(input).flatMap(({ metric, outcome, sentence }) =>
    /improved|regressed/.test(outcome) && metric !== "latency.max" ? [`${id} ${metric}: ${sentence}`] : [],
  );
}

function halves({ name, text, sha256 }: NamedFile): [NamedFile, NamedFile] {
  const lines = text.trimEnd().split("\n");
  const header = /[a-z]/i.test(lines[0] ?? "") ? lines.slice(0, 1) : [];
  const rows = lines.slice(header.length);
  const part = (own: string[], which: string): NamedFile => ({
    name: `${which}-${name}`,
    text: `${[...header, ...own].join("\n")}\n`,
    sha256: `${which} ${sha256}`,
  });
  const middle = Math.floor(rows.length / 2);
  return [part(rows.slice(0, middle), "first"), part(rows.slice(middle), "second")];
}

function load(paths: string[]): NamedFile[] {
  return paths.map((path) => ({
    name: path.split("/").at(-1) ?? path,
    text: readFileSync(join(folder, path), "utf8"),
    sha256: path,
  }));
}
