import { AppError } from "#lib/core/errors.ts";
import type { Point } from "#lib/core/formats/parsed.ts";
import { unnamed } from "#lib/core/formats/reading/columns.ts";
import { quoted } from "#lib/core/formats/reading/faults.ts";
import { type ParseFileOptions, parseFile } from "#lib/core/formats/registry.ts";
import type { NamedFile } from "./named-file.ts";

/** The one time series of a file, in the order of its times. Throws INVALID where there is none, or several. */
export function seriesOfFile(file: NamedFile, options: ParseFileOptions): Point[] {
  const parsed = file.parsed ?? parseFile(file.text, file.name, options);
  const found = parsed.runs.flatMap((run) => Object.entries(run.series));
  const name = chosenSeries(
    found.map(([one]) => one),
    options.metric,
    file.name,
  );
  return found.find(([one]) => one === name)?.[1] ?? [];
}

/**
 * Which of a file's series is meant: the one asked for, the only one, or of a probe log its availability, which it is
 * about. A series without a name may be asked for by any. Throws INVALID naming those there are.
 */
export function chosenSeries(names: readonly string[], metric: string | undefined, file: string): string {
  const wanted = metric?.trim().toLowerCase();
  const asked = names.filter((name) => name.toLowerCase() === wanted);
  if (asked.length === 1 && asked[0] !== undefined) return asked[0];
  const main = names.length === 1 ? names[0] : names.find((name) => name === "availability");
  const sole = names.filter((name) => name === main).length === 1;
  if (main !== undefined && sole && (wanted === undefined || main === unnamed)) return main;
  if (names.length === 0) throw noSeries(file);
  const known = [...new Set(names)].map((name) => quoted(name)).join(", ");
  throw new AppError(
    "INVALID",
    metric === undefined || asked.length > 1
      ? `${file} holds several series (${known}); choose one with --metric.`
      : `${file} holds no series ${quoted(metric)}, but ${known}.`,
  );
}

export function noSeries(file: string): AppError {
  return new AppError(
    "INVALID",
    `${file} holds no time series. Give a CSV with a header time,value or a Prometheus query_range answer.`,
  );
}
