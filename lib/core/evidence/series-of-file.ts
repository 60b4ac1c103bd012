import { AppError } from "#lib/core/errors.ts";
import type { Point } from "#lib/core/formats/parsed.ts";
import { quoted } from "#lib/core/formats/reading/faults.ts";
import { type ParseFileOptions, parseFile } from "#lib/core/formats/registry.ts";
import type { NamedFile } from "./named-file.ts";

/** The one time series of a file, in the order of its times. Throws INVALID where there is none, or several. */
export function seriesOfFile(file: NamedFile, options: ParseFileOptions): Point[] {
  const parsed = file.parsed ?? parseFile(file.text, file.name, options);
  const found = parsed.runs.flatMap((run) => Object.entries(run.series));
  const [first, ...others] = found.filter(
    ([name]) => options.metric === undefined || name === options.metric,
  );
  if (first && others.length === 0) return first[1];
  const known = found.map(([name]) => quoted(name)).join(", ");
  const fault =
    found.length === 0
      ? "it holds no time series. Give a CSV with a header time,value or a Prometheus query_range answer."
      : first
        ? `it holds several series (${known}); choose one with --metric.`
        : `it holds no series ${quoted(options.metric ?? "")}, but ${known}.`;
  throw new AppError("INVALID", `${file.name}: ${fault}`);
}
