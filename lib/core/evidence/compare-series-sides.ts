/**
 * Files that are windows of one series (monitoring, probe logs) in, one verdict per quantity out. The files of a side are
 * one window; files that hold different series over the same time are compared one by one, by their names.
 */

import { AppError } from "#lib/core/errors.ts";
import { columnMeaning } from "#lib/core/formats/reading/column-name.ts";
import { unnamed } from "#lib/core/formats/reading/columns.ts";
import { compareCounts } from "#lib/core/statistics/compare-counts.ts";
import { compareSeries, type SeriesInput, type SeriesPoint } from "#lib/core/statistics/compare-series.ts";
import { probeWindow } from "#lib/core/statistics/outages.ts";
import { duration } from "#lib/core/statistics/series-words.ts";
import type { Verdict, Warning } from "#lib/core/statistics/verdict.ts";
import type { Compared, CompareFilesInput } from "./compare-files.ts";
import { sideEnvironments } from "./environment.ts";
import { hashesOf, type NamedFile } from "./named-file.ts";
import type { Side } from "./read-side.ts";
import { withoutFiltered } from "./sample-runs.ts";
import { holdsSeveralSeries, pointsOf } from "./series-quantities.ts";
import { type SharedQuantity, sharedQuantities } from "./shared-quantities.ts";
import { pointAsRun, shownPoints } from "./shown-points.ts";
import { wordsWithoutSide } from "./side-of-name.ts";

type Sides = { before: Side; after: Side };

export function compareSeriesSides(
  input: CompareFilesInput,
  sides: Sides,
  warnings: Warning[],
  measured: (quantity: SharedQuantity) => SharedQuantity,
): Omit<Compared, "formats">[] {
  if (![sides.before, sides.after].some(({ runs }) => holdsSeveralSeries(runs))) {
    return quantitiesOf(input, sides, warnings, measured);
  }
  return oneByOne(sides).flatMap(({ name, ...own }) =>
    quantitiesOf(input, own, warnings, (quantity) => measured(called(quantity, name))),
  );
}

/** Files named alike on both sides: `p95.before.json` and `p95.after.json` are the two windows of `p95`. */
function oneByOne({ before, after }: Sides): (Sides & { name: string })[] {
  const parts = (side: Side) => new Map(side.runs.map((run) => [wordsWithoutSide(run.name), run]));
  const [first, second] = [parts(before), parts(after)];
  const names = [...first.keys()];
  const paired = first.size === before.runs.length && second.size === after.runs.length;
  if (!paired || first.size !== second.size || !names.every((name) => name !== "" && second.has(name))) {
    throw new AppError(
      "INVALID",
      "The files of a side have different values for the same time: they are different series. Compare one series at a time.",
    );
  }
  const only = (side: Side, run: Side["runs"][number] | undefined): Side => ({
    ...side,
    runs: run ? [run] : [],
  });
  return names.map((name) => ({
    name,
    before: only(before, first.get(name)),
    after: only(after, second.get(name)),
  }));
}

/** A series without a name takes its file's, and what that tells. */
function called(quantity: SharedQuantity, name: string): SharedQuantity {
  if (quantity.name !== unnamed) return quantity;
  const { kind, unit } = columnMeaning(name);
  return { ...quantity, name, ...(quantity.unit === "" ? { kind, unit } : {}) };
}

function quantitiesOf(
  input: CompareFilesInput,
  sides: Sides,
  warnings: Warning[],
  measured: (quantity: SharedQuantity) => SharedQuantity,
): Omit<Compared, "formats">[] {
  const quantities = sharedQuantities(sides.before, sides.after, input).map(measured);
  const compared = quantities.flatMap((quantity) => {
    const found =
      quantity.inFiles === "outages" ? outages(input, quantity, sides) : series(input, quantity, sides);
    if (!found) return [];
    const verdict = {
      ...found.verdict,
      warnings: [...found.verdict.warnings, ...warnings, ...found.warnings],
    };
    return [{ verdict, runs: found.runs }];
  });
  if (compared.length > 0) return compared;
  throw new AppError(
    "INVALID",
    `The files hold no series of ${quantities.map(({ name }) => name).join(", ")}.`,
  );
}

type Found = { verdict: Verdict; runs: Compared["runs"]; warnings: Warning[] };

function series(input: CompareFilesInput, quantity: SharedQuantity, sides: Sides): Found | null {
  const before = window(input, "before", sides.before, quantity);
  const after = window(input, "after", sides.after, quantity);
  if (!before || !after) return null;
  const verdict = compareSeries({
    ...meaningOf(quantity, [...before.points, ...after.points]),
    minimumEffect: input.minimumEffect,
    before: before.points,
    after: after.points,
    ...conditionsOf(input, sides),
    errorRate: undefined,
    label: input.label,
    seedParts: hashesOfAll(input),
  });
  return {
    verdict,
    runs: { before: shownPoints(before.points), after: shownPoints(after.points) },
    warnings: [...before.warnings, ...after.warnings],
  };
}

/** A series is the same whatever carried it: the tool and its version are no conditions of it. */
function conditionsOf({ override }: CompareFilesInput, { before, after }: Sides) {
  const environment = sideEnvironments(before.files, after.files);
  const own = ({ tool: _, toolVersion: __, ...rest }: typeof environment.before) => rest;
  return {
    environment: { before: own(environment.before), after: own(environment.after) },
    ...(override ? { override } : {}),
  };
}

/** Values that are all 0 or 1 say whether something was up. */
export function meaningOf(
  quantity: Pick<SharedQuantity, "name" | "unit" | "kind" | "better">,
  points: readonly SeriesPoint[],
): Pick<SeriesInput, "metric" | "unit" | "kind" | "better"> {
  const { name: metric, unit, kind, better } = quantity;
  const known = points.filter(({ value }) => value !== null);
  const answered = unit === "" && kind === "count" && known.every(({ value }) => value === 0 || value === 1);
  const varies = new Set(known.map(({ value }) => value)).size === 2;
  return answered && varies
    ? { metric, unit: "ratio", kind: "ratio", better }
    : { metric, unit, kind, better };
}

function window(input: CompareFilesInput, name: "before" | "after", side: Side, { inFiles }: SharedQuantity) {
  const points = pointsOf(side.runs, inFiles);
  if (!points) return null;
  const { runs, warnings } = withoutFiltered(name, points.map(pointAsRun), input.filters);
  const kept = new Set(runs.map((run) => run.startedAt));
  return {
    points: warnings.length > 0 ? points.filter((point) => kept.has(pointAsRun(point).startedAt)) : points,
    warnings,
  };
}

function outages(input: CompareFilesInput, quantity: SharedQuantity, sides: Sides): Found | null {
  const { before, after } = sides;
  const [first, second] = [before, after].map(({ runs }) => {
    const points = (pointsOf(runs, "availability") ?? []).filter(({ value }) => value !== null);
    const span = (points.at(-1)?.at ?? 0) - (points[0]?.at ?? 0);
    const { outages: all } = probeWindow(
      points.map(({ value }) => 1 - (value ?? 1)),
      0,
    );
    return { points, span, count: all.length };
  });
  if (!first || !second || first.points.length === 0 || second.points.length === 0) return null;
  const [one, other] = [duration(first.span), duration(second.span)];
  const verdict = compareCounts({
    metric: quantity.name,
    unit: quantity.unit,
    better: quantity.better,
    minimumEffect: input.minimumEffect,
    before: { count: first.count, exposure: first.span },
    after: { count: second.count, exposure: second.span },
    independent: true,
    ...conditionsOf(input, sides),
    measured:
      one === other
        ? `measured over ${one} before and after`
        : `measured over ${one} before and ${other} after`,
    label: input.label,
    seedParts: hashesOfAll(input),
  });
  return {
    verdict,
    runs: { before: shownPoints(first.points), after: shownPoints(second.points) },
    warnings: [],
  };
}

function hashesOfAll({ before, after }: { before: NamedFile[]; after: NamedFile[] }): string[] {
  return [...before, ...after].flatMap(hashesOf);
}
