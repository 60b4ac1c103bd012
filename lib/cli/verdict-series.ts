import { compareSeriesFile } from "#lib/core/evidence/compare-series-file.ts";
import { readTime } from "#lib/core/formats/reading/iso-time.ts";
import type { Better, Verdict } from "#lib/core/statistics/verdict.ts";
import type { Io } from "./io.ts";
import { namedFiles } from "./named-files.ts";
import { UsageError } from "./usage-error.ts";
import { verdictText } from "./verdict-text.ts";

export type SeriesValues = {
  series: string[];
  at?: string;
  until?: string;
  settle?: string;
  season?: string;
  control?: string[];
  load?: string;
  metric?: string;
  format?: string;
  json: boolean;
};

type Read = { better?: Better; select?: Record<string, string>; minimumEffect?: number };

/** `portal verdict --series`: the verdict of each file's series around one change. */
export async function seriesVerdicts(values: SeriesValues, read: Read, io: Io): Promise<void> {
  const { metric, format } = values;
  const at = time("--at", values.at);
  if (at === undefined) throw new UsageError("Say with --at when the change was made.");
  const until = time("--until", values.until);
  if (until !== undefined && until < at) throw new UsageError("--until lies before --at.");
  const companions = [...(values.control ?? []), ...(values.load === undefined ? [] : [values.load])];
  const all = [...values.series, ...companions];
  const files = await namedFiles(values.series, all, format);
  const controls = await namedFiles(values.control ?? [], all, format);
  const [load] = values.load === undefined ? [] : await namedFiles([values.load], all, format);
  const shared = {
    ...read,
    at,
    until,
    settle: seconds("--settle", values.settle),
    season: season(values.season),
    metric,
    format,
    controls,
    load,
  };
  const verdicts = files.map((file) => compareSeriesFile({ ...shared, file }));
  io.stdout(values.json ? jsonText(verdicts, values.series) : verdictText(verdicts));
}

/** One object for one file, else a list in which each says its file. */
function jsonText(verdicts: Verdict[], paths: string[]): string {
  const [only] = verdicts;
  const answer =
    verdicts.length === 1 ? only : verdicts.map((verdict, index) => ({ file: paths[index], ...verdict }));
  return `${JSON.stringify(answer)}\n`;
}

function time(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const read = readTime(value);
  if (read === null) {
    throw new UsageError(
      `${name} wants a time such as 2026-11-12T08:30:00Z or Unix seconds, not “${value}”.`,
    );
  }
  return read;
}

function seconds(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,7}(\.\d+)?$/.test(value)) throw new UsageError(`${name} wants seconds, not “${value}”.`);
  return Number(value) * 1000;
}

function season(value: string | undefined): number | "none" | undefined {
  if (value === undefined || value === "none") return value;
  if (!/^[1-9]\d{0,5}$/.test(value)) {
    throw new UsageError(`--season wants the length of the cycle in points, or none, not “${value}”.`);
  }
  return value === "1" ? "none" : Number(value);
}
