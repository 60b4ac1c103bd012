/**
 * Quantile of a cumulative histogram by linear interpolation inside its bucket (as Prometheus does). In the open
 * bucket at the top only its lower edge is known. `width` is the width of the bucket: what the value may be off by.
 */
export function bucketQuantile(
  cumulative: ReadonlyMap<number, number>,
  share: number,
): { value: number; width: number } | null {
  const edges = [...cumulative.keys()]
    .filter((edge) => !Number.isNaN(edge))
    .sort((one, other) => one - other);
  const total = cumulative.get(Number.POSITIVE_INFINITY) ?? 0;
  if (edges.length < 2 || total <= 0) return null;
  const rank = share * total;
  let below = 0;
  let lower = Math.min(0, edges[0] ?? 0);
  for (const edge of edges) {
    const count = cumulative.get(edge) ?? 0;
    if (count >= rank) {
      if (edge === Number.POSITIVE_INFINITY) return { value: lower, width: lower };
      const inside = count - below;
      const part = inside > 0 ? (rank - below) / inside : 1;
      return { value: lower + (edge - lower) * part, width: edge - lower };
    }
    below = count;
    lower = edge;
  }
  return null;
}
