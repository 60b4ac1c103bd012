/**
 * Pushed samples, read one by one: what cannot be a sample is rejected with its index, the rest is put into the order
 * of the table, each metric and time once. No schema library: it runs a hundred thousand times a call.
 */

export const rejectReasons = [
  "malformed",
  "unknown-metric",
  "invalid-time",
  "invalid-value",
  "older-than-kept",
  "conflict",
] as const;
type RejectReason = (typeof rejectReasons)[number];
export type Rejected = { index: number; reason: RejectReason };

export type Reading = { metric: string; at: number; value: number; index: number };
type MetricSamples = { metric: string; metricId: string; readings: Reading[] };
export type SampleBatch = {
  /**
   * By metric id, then time: a table filled in its own order is quickest, and two calls never wait for each other in a
   * circle.
   */
  series: MetricSamples[];
  /** The same metric, time and value again within the call. */
  duplicates: number;
  rejected: Rejected[];
};

const first = 0;
const last = Date.UTC(2100, 0, 1);

export function readSamples(samples: readonly unknown[]): { readings: Reading[]; rejected: Rejected[] } {
  const readings: Reading[] = [];
  const rejected: Rejected[] = [];
  for (const [index, sample] of samples.entries()) {
    const read = readSample(sample, index);
    if (typeof read === "string") rejected.push({ index, reason: read });
    else readings.push(read);
  }
  return { readings, rejected };
}

function readSample(sample: unknown, index: number): Reading | RejectReason {
  if (typeof sample !== "object" || sample === null) return "malformed";
  const { metric, at, value } = sample as Record<string, unknown>;
  if (typeof metric !== "string" || !metric.isWellFormed() || metric.includes("\0")) return "malformed";
  const time = typeof at === "string" ? timeOf(at) : Number.NaN;
  if (!(time >= first && time < last)) return "invalid-time";
  if (typeof value !== "number" || !Number.isFinite(value)) return "invalid-value";
  return { metric, at: time, value, index };
}

const isoTime = /^\d{4}-\d\d-(\d\d)T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/;

/** ISO 8601 with a zone, to the millisecond; NaN for anything else and for days that no month has. */
function timeOf(text: string): number {
  const day = isoTime.exec(text)?.[1];
  if (day === undefined) return Number.NaN;
  const time = Date.parse(text);
  if (day <= "28" || Number.isNaN(time)) return time;
  const local = Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
  return new Date(local).getUTCDate() === Number(day) ? time : Number.NaN;
}

/** Joins readings with the metrics they name. `oldest`: what is older is no longer kept. */
export function batchOf(
  readings: Reading[],
  metricIds: ReadonlyMap<string, string>,
  oldest: number | null,
): SampleBatch {
  const rejected: Rejected[] = [];
  const byMetric = new Map<string, Reading[]>();
  for (const reading of readings) {
    if (!metricIds.has(reading.metric)) rejected.push({ index: reading.index, reason: "unknown-metric" });
    else if (oldest !== null && reading.at < oldest)
      rejected.push({ index: reading.index, reason: "older-than-kept" });
    else {
      const own = byMetric.get(reading.metric);
      if (own) own.push(reading);
      else byMetric.set(reading.metric, [reading]);
    }
  }
  const series: MetricSamples[] = [];
  let duplicates = 0;
  for (const [metric, own] of byMetric) {
    const once = eachOnce(own, rejected);
    duplicates += once.duplicates;
    series.push({ metric, metricId: metricIds.get(metric) ?? "", readings: once.readings });
  }
  series.sort((a, b) => (a.metricId < b.metricId ? -1 : 1));
  return { series, duplicates, rejected };
}

/** In time order; of the same time the one that was sent first stays. */
function eachOnce(own: Reading[], rejected: Rejected[]): { readings: Reading[]; duplicates: number } {
  if (isRising(own)) return { readings: own, duplicates: 0 };
  own.sort((a, b) => a.at - b.at || a.index - b.index);
  const readings: Reading[] = [];
  let duplicates = 0;
  for (const reading of own) {
    const before = readings.at(-1);
    if (before?.at !== reading.at) readings.push(reading);
    else if (before.value === reading.value) duplicates++;
    else rejected.push({ index: reading.index, reason: "conflict" });
  }
  return { readings, duplicates };
}

function isRising(readings: Reading[]): boolean {
  let before = Number.NEGATIVE_INFINITY;
  for (const { at } of readings) {
    if (at <= before) return false;
    before = at;
  }
  return true;
}
