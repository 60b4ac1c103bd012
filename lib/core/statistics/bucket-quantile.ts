import { orderInterval } from "./quantiles.ts";

type BucketQuantile = {
  value: number;
  /** The width of its bucket: what the value may be off by. */
  width: number;
  /** The edges that hold it with 95 % confidence; no upper one where only the bucket without an end does. */
  bounds: { low: number; high: number | null };
};

/**
 * Quantile of a cumulative histogram by linear interpolation inside its bucket (as Prometheus does). In the open
 * bucket at the top only its lower edge is known. Its interval goes by binomial ranks, out to the edges of the buckets
 * they fall into: where inside a bucket values lie nobody knows.
 */
export function bucketQuantile(
  cumulative: ReadonlyMap<number, number>,
  share: number,
): BucketQuantile | null {
  const edges = [...cumulative.keys()]
    .filter((edge) => !Number.isNaN(edge))
    .sort((one, other) => one - other);
  const total = cumulative.get(Number.POSITIVE_INFINITY) ?? 0;
  if (edges.length < 2 || total <= 0) return null;
  const bucketOf = (rank: number) => {
    const index = edges.findIndex((edge) => (cumulative.get(edge) ?? 0) >= rank);
    const below = edges[index - 1];
    return {
      lower: below ?? Math.min(0, edges[0] ?? 0),
      upper: edges[index] ?? Number.POSITIVE_INFINITY,
      under: below === undefined ? 0 : (cumulative.get(below) ?? 0),
      upTo: cumulative.get(edges[index] ?? Number.NaN) ?? total,
    };
  };
  const ranks = orderInterval(Math.round(total), share);
  const highest = bucketOf(Math.min(total, ranks.highRank)).upper;
  const bounds = {
    low: bucketOf(Math.max(Number.MIN_VALUE, ranks.lowRank)).lower,
    high: Number.isFinite(highest) ? highest : null,
  };
  const { lower, upper, under, upTo } = bucketOf(share * total);
  if (!Number.isFinite(upper)) return { value: lower, width: lower, bounds };
  const part = upTo > under ? (share * total - under) / (upTo - under) : 1;
  return { value: lower + (upper - lower) * part, width: upper - lower, bounds };
}
