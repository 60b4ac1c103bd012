import { AppError } from "#lib/core/errors.ts";
import type { RangeAnswer, RangeResult } from "#lib/server/sources/prometheus/schema.ts";

export type SourcePoint = { at: number; value: number | null };
export type SourceSeries = { labels: Record<string, string>; points: SourcePoint[] };

/**
 * What an answer says, or why it cannot be used. Half of an answer is none: a part of the storage that did not answer
 * could hold what the verdict depends on. NaN and infinities are gaps.
 */
export function resultOf(answer: RangeAnswer): RangeResult {
  if (answer.status === "error") {
    // "bad_data" is the query's own fault; the rest is the server's and may pass.
    const asked = answer.errorType === "bad_data" || answer.errorType === "422" || answer.errorType === "400";
    throw new AppError(asked ? "INVALID" : "UNAVAILABLE", `The source refuses the query: ${answer.error}`, {
      faults: asked ? [{ path: "query", message: answer.error }] : [],
    });
  }
  if (answer.data.resultType !== "matrix")
    throw new AppError("UNAVAILABLE", "The source does not answer as Prometheus does.");
  const lacking = answer.isPartial
    ? "a part of its storage did not answer"
    : answer.warnings?.find((warning) => /partial|store|remote|unavailable|timed? ?out/i.test(warning));
  if (lacking)
    throw new AppError("UNAVAILABLE", `The source answered only in part (${lacking}). Half is not used.`);
  return answer.data.result;
}

/** Parts of one range, put together again by their labels. */
export function seriesOf(parts: RangeResult[]): SourceSeries[] {
  const found = new Map<string, SourceSeries>();
  for (const { metric, values } of parts.flat()) {
    const name = JSON.stringify(Object.entries(metric).sort(([a], [b]) => (a < b ? -1 : 1)));
    const series = found.get(name) ?? { labels: metric, points: [] };
    found.set(name, series);
    for (const [seconds, text] of values) {
      const value = Number(text);
      series.points.push({ at: Math.round(seconds * 1000), value: Number.isFinite(value) ? value : null });
    }
  }
  return [...found.values()];
}

/** The one series of a metric's query. Null where there is none; INVALID where there are several. */
export function onlySeries(all: SourceSeries[]): SourceSeries | null {
  const [first, ...others] = all;
  if (!first) return null;
  if (others.length === 0) return first;
  const named = all.slice(0, 3).map(({ labels }) => {
    const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
    return `{${pairs.join(", ")}}`;
  });
  const list = all.length > 3 ? `${named.join(", ")} and ${all.length - 3} more` : named.join(", ");
  const message = `The query gives ${all.length} series: ${list}. Narrow it down to one, by labels or with sum().`;
  throw new AppError("INVALID", message, { faults: [{ path: "query", message }] });
}
