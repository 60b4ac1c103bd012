import { parseArgs } from "node:util";
import { seriesOfFile } from "#lib/core/evidence/series-of-file.ts";
import { type ChangePoint, changePoints } from "#lib/core/statistics/change-points.ts";
import { rounded } from "#lib/core/statistics/rounding.ts";
import type { Io } from "./io.ts";
import { namedFiles } from "./named-files.ts";
import { selections } from "./selections.ts";
import { textTable } from "./text-table.ts";
import { exitStatus, UsageError } from "./usage-error.ts";
import { variadic } from "./variadic.ts";

const usage =
  "portal changepoints --series FILE… [--season POINTS] [--metric NAME] [--format NAME] [--select KEY=VALUE] [--json]";

/** `portal changepoints`: where the level of a series moved, found without knowing when anything changed. */
export async function changePointsCommand(args: string[], io: Io): Promise<number> {
  return exitStatus(io, usage, async () => {
    const { values } = parseArgs({
      args: variadic(args, ["series"]),
      options: {
        series: { type: "string", multiple: true },
        season: { type: "string" },
        metric: { type: "string" },
        format: { type: "string" },
        select: { type: "string", multiple: true },
        json: { type: "boolean", default: false },
      },
    });
    if (!values.series?.length) throw new UsageError("Name --series files.");
    const season = seasonOption(values.season);
    const { format, metric } = values;
    const options = { format, metric, select: selections(values.select) };
    const files = await namedFiles(values.series, values.series, format);
    const found = files.map((file, index) => {
      const series = seriesOfFile(file, options);
      const points = changePoints(
        series.map(({ value }) => value),
        { season, times: series.map(({ at }) => at) },
      );
      const named = points.map((point) => placed(point, series));
      return { file: values.series?.[index] ?? file.name, points: named };
    });
    io.stdout(values.json ? `${JSON.stringify(found)}\n` : found.map(tableOf).join("\n"));
  });
}

type Placed = ReturnType<typeof placed>;

function placed(point: ChangePoint, series: readonly { at: number }[]) {
  const time = (index: number) => new Date(series[index]?.at ?? Number.NaN).toISOString();
  return {
    index: point.index,
    at: time(point.index),
    effect: rounded(point.effect),
    low: rounded(point.low),
    high: rounded(point.high),
    relative: rounded(point.relative),
    earliest: { index: point.indexLow, at: time(point.indexLow) },
    latest: { index: point.indexHigh, at: time(point.indexHigh) },
  };
}

function tableOf({ file, points }: { file: string; points: Placed[] }): string {
  if (points.length === 0) return `${file}: the level did not move.\n`;
  const short = (value: number | null) => String(Number(value?.toPrecision(4)));
  const rows = points.map(({ index, at, effect, low, high }) => [
    `  ${index}`,
    at,
    short(effect),
    `(${short(low)} to ${short(high)})`,
  ]);
  return `${file}\n${textTable([["  index", "at", "effect", "95 % interval"], ...rows], [0, 2])}`;
}

function seasonOption(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^[1-9]\d{0,5}$/.test(value)) {
    throw new UsageError(`--season wants the length of the cycle in points (1 for none), not “${value}”.`);
  }
  return Number(value);
}
