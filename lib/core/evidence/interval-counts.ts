/**
 * Plain files whose numbers count events, one line an interval: errors a minute, restarts a day. Events come in bursts, so
 * counts are no runs: their rates are compared, by as much as the counts themselves vary (evidence §3 e).
 */

import { plainTool } from "#lib/core/formats/reading/columns.ts";
import type { Conditions } from "#lib/core/statistics/comparability.ts";
import { compareCounts } from "#lib/core/statistics/compare-counts.ts";
import type { MetricKind, Verdict } from "#lib/core/statistics/verdict.ts";
import type { Side } from "./read-side.ts";
import type { SharedQuantity } from "./shared-quantities.ts";

/** With fewer intervals a side bursts cannot be seen: they are a total. */
const FEWEST_INTERVALS = 5;

const events =
  /^(errors?|failures?|failed|timeouts?|crash|crashes|restarts?|incidents?|exceptions?|retries|rejections?|events?|requests?)$/;

export type IntervalCounts = { before: number[]; after: number[] };

/** The counts of both sides; null where the values are something else, or one number a side. */
export function intervalCounts(
  quantity: SharedQuantity,
  sides: { before: Side; after: Side },
  metric: MetricKind | undefined,
  values: IntervalCounts,
): IntervalCounts | null {
  const plain = [sides.before, sides.after].every(({ files, runs }) => {
    return files.every(({ tool }) => tool === plainTool) && runs.every(({ each }) => each === "run");
  });
  const words = quantity.inFiles.toLowerCase().split(/[^a-z]+/);
  const named = metric === undefined && words.some((word) => events.test(word));
  if (!plain || !(metric === "count" || named)) return null;
  const all = [...values.before, ...values.after];
  const areCounts = all.every((value) => Number.isInteger(value) && value >= 0) && Math.max(...all) > 1;
  return areCounts && Math.min(values.before.length, values.after.length) > 1 ? values : null;
}

type Asked = Conditions & {
  minimumEffect?: number | undefined;
  label?: string | undefined;
  seedParts: string[];
};

export function compareIntervals(quantity: SharedQuantity, counts: IntervalCounts, asked: Asked): Verdict {
  const { before, after } = counts;
  const total = (values: number[]) => ({
    count: values.reduce((sum, value) => sum + value, 0),
    exposure: values.length,
  });
  const enough = Math.min(before.length, after.length) >= FEWEST_INTERVALS;
  return compareCounts({
    metric: quantity.name,
    unit: quantity.unit === "ratio" ? "" : quantity.unit,
    better: quantity.better,
    before: total(before),
    after: total(after),
    ...(enough ? { intervals: counts } : {}),
    ...(asked.minimumEffect === undefined ? {} : { minimumEffect: asked.minimumEffect }),
    ...(asked.label === undefined ? {} : { label: asked.label }),
    measured: `counted in ${before.length} intervals before and ${after.length} after`,
    grade: "samples",
    environment: asked.environment,
    override: asked.override,
    seedParts: asked.seedParts,
    warnings: [
      {
        code: "equal-intervals",
        message: "Each number is taken for the events of one interval, all of them equally long.",
      },
    ],
  });
}
