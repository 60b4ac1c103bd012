/**
 * Two groups of result files in, one verdict per quantity out: the join of formats and statistics that the command
 * line, the HTTP API and the browser share. It reads, chooses what both sides have, and hands the runs to the engine.
 * It decides nothing about the outcome.
 */

import { AppError } from "#lib/core/errors.ts";
import type { ParsedFile } from "#lib/core/formats/parsed.ts";
import { plainTool } from "#lib/core/formats/reading/columns.ts";
import { givesOf } from "#lib/core/formats/registry.ts";
import { compareSamples } from "#lib/core/statistics/compare-samples.ts";
import type { RunOrder, SampleRun } from "#lib/core/statistics/samples-input.ts";
import type { Better, MetricKind, Verdict, Warning } from "#lib/core/statistics/verdict.ts";
import { closedLoopWarnings, offeredLoad } from "./closed-loop.ts";
import { compareSeriesSides } from "./compare-series-sides.ts";
import { sideEnvironments } from "./environment.ts";
import { compareIntervals, intervalCounts } from "./interval-counts.ts";
import { hashesOf, type NamedFile } from "./named-file.ts";
import { readSide, type Side, type SideName } from "./read-side.ts";
import { errorRates, type Filter, sampleRuns, withoutFiltered } from "./sample-runs.ts";
import { type SharedQuantity, sharedQuantities } from "./shared-quantities.ts";
import { leftOut, quantityWarnings, sideWarnings, unitWarning } from "./side-warnings.ts";

export type CompareFilesInput = {
  before: NamedFile[];
  after: NamedFile[];
  /** One quantity of the files; without it every quantity that both sides have. */
  metric?: string;
  /** A format's name, where the content does not tell. */
  format?: string;
  /** Where the quantity's name does not tell. */
  better?: Better;
  order?: RunOrder;
  /** `key=value` choices inside a file: a label, a query id, a benchmark, a column. */
  select?: Record<string, string>;
  /** Which result, from 0, of files that hold several. */
  beforePart?: number;
  afterPart?: number;
  minimumEffect?: number;
  /** Single values left out by hand. */
  filters?: Filter[];
  /** Compares unlike environments all the same. */
  override?: { reason: string };
  /** How people call the metric, for the sentence. */
  label?: string;
  /** The metric that the values belong to: fills in what a file does not tell, and refuses another unit. */
  measures?: { unit: string; kind: MetricKind };
};

/** A verdict with what it rests on: the runs of both sides as the engine saw them, and each file's format. */
export type Compared = {
  verdict: Verdict;
  runs: Record<SideName, SampleRun[]>;
  formats: Record<SideName, string[]>;
};

/**
 * One verdict per quantity, in the order of the files' quantities. Throws INVALID naming the file and the fault, the
 * quantities there are, or the units that differ.
 */
export function compareFiles(input: CompareFilesInput): Verdict[] {
  return compareInDetail(input).map((compared) => compared.verdict);
}

/** The same, with the runs behind every verdict. */
export function compareInDetail(input: CompareFilesInput): Compared[] {
  const reading = { format: input.format, select: input.select, metric: input.metric };
  const before = readSide("before", input.before, { ...reading, part: input.beforePart });
  const after = readSide("after", input.after, { ...reading, part: input.afterPart });
  const sides = { before, after };
  const parts = { before: input.beforePart, after: input.afterPart };
  const warnings = saidOnce([...before.warnings, ...after.warnings, ...sideWarnings(input, sides, parts)]);
  const formats = { before: formatsOf(before), after: formatsOf(after) };
  if (areSeries(before, after)) {
    const measured = (quantity: SharedQuantity) => asMeasured(quantity, input.measures);
    return compareSeriesSides(input, sides, warnings, measured).map((compared) => ({ ...compared, formats }));
  }
  const shared = sharedQuantities(before, after, input);
  warnings.push(...leftOut(input, sides, shared));
  return shared.map((quantity) => ({
    ...compareQuantity(input, sides, asMeasured(quantity, input.measures), warnings),
    formats,
  }));
}

/** Several files may say the same. */
function saidOnce(warnings: Warning[]): Warning[] {
  return [...new Map(warnings.map((warning) => [warning.message, warning])).values()];
}

function formatsOf(side: Side): string[] {
  return side.files.map((file) => file.format);
}

/** A number without a unit takes the metric's; a number in another unit is another quantity. */
function asMeasured(quantity: SharedQuantity, metric: CompareFilesInput["measures"]): SharedQuantity {
  if (!metric || quantity.unit === metric.unit) return quantity;
  if (quantity.unit === "") return { ...quantity, ...metric };
  throw new AppError(
    "INVALID",
    `The files have ${quantity.name} in ${quantity.unit}, the metric is in ${metric.unit}. Choose a metric in ${quantity.unit}.`,
  );
}

function compareQuantity(
  input: CompareFilesInput,
  { before, after }: { before: Side; after: Side },
  quantity: SharedQuantity,
  warnings: Warning[],
): Pick<Compared, "verdict" | "runs"> {
  const first = withoutFiltered("before", sampleRuns(before.runs, quantity.inFiles), input.filters);
  const second = withoutFiltered("after", sampleRuns(after.runs, quantity.inFiles), input.filters);
  const numbers = (runs: SampleRun[]) => runs.flatMap(({ value }) => (value === null ? [] : [value]));
  const values = { before: numbers(first.runs), after: numbers(second.runs) };
  const counts = intervalCounts(quantity, { before, after }, input.measures?.kind, values);
  const seedParts = [...input.before, ...input.after].flatMap(hashesOf);
  const { minimumEffect, label, override } = input;
  const environment = sideEnvironments(before.files, after.files);
  const verdict = counts
    ? compareIntervals(quantity, counts, { minimumEffect, label, override, environment, seedParts })
    : compareSamples({
        metric: quantity.name,
        unit: quantity.unit,
        better: quantity.better,
        kind: quantity.kind,
        minimumEffect: input.minimumEffect,
        before: first.runs,
        after: second.runs,
        order: input.order,
        summaryOnly: isSummary(before) || isSummary(after),
        environment,
        override,
        errorRate: errorRates(before.runs, after.runs),
        heldByLoad: isHeldByLoad(quantity, [...before.files, ...after.files]),
        offeredLoad: offeredLoad(quantity, { before, after }),
        label: input.label,
        seedParts,
      });
  const more = [
    ...warnings,
    ...first.warnings,
    ...second.warnings,
    ...quantityWarnings(quantity, { before, after }),
    ...closedLoopWarnings(quantity, { before, after }),
    ...unitWarning(verdict, [...before.files, ...after.files]),
  ];
  return {
    verdict: { ...verdict, warnings: [...verdict.warnings, ...more] },
    runs: { before: first.runs, after: second.runs },
  };
}

/** A tool that keeps its own pace gets no more answers than it asks for. */
function isHeldByLoad({ inFiles }: SharedQuantity, files: ParsedFile[]): boolean {
  if (inFiles !== "throughput" && inFiles !== "transfer") return false;
  return files.every(
    ({ environment }) => typeof (environment.offeredRate ?? environment.scheduledRate) === "number",
  );
}

/** Files that hold only what the tool made of its values, or repeats without the single ones. */
function isSummary({ files, runs }: Side): boolean {
  if (files.every((file) => givesOf(file.format) === "summary")) return true;
  if (files.every((file) => file.tool === plainTool) && runs.every(isOneNumber)) return true;
  return runs.every((run) => run.each === "run" && Object.keys(run.samples).length === 0);
}

/** A file with one plain number: somebody's summary, whatever it was made from. */
function isOneNumber(run: Side["runs"][number]): boolean {
  return Object.values(run.samples).every((values) => values.length === 1);
}

/** Points of a series on both sides, or runs on both. */
function areSeries(before: Side, after: Side): boolean {
  const runs = [...before.runs, ...after.runs];
  const series = runs.filter((run) => run.each === "point");
  const other = runs.find((run) => run.each !== "point");
  if (series.length === 0 || !other) return series.length > 0;
  throw new AppError(
    "INVALID",
    `${series[0]?.name} is a time series, ${other.name} is not. Give two windows of a series, or runs on both sides.`,
  );
}
