/** p-values adjusted for their number, in the order given. Holm holds the chance of any error, BH their share. */

/** Holm (1979), step down. */
export function holm(values: readonly number[]): number[] {
  const n = values.length;
  return adjusted(values, (rank) => n - rank, "up");
}

/** Benjamini & Hochberg (1995), step up. */
export function benjaminiHochberg(values: readonly number[]): number[] {
  const n = values.length;
  return adjusted(values, (rank) => n / (rank + 1), "down");
}

// Multiplies the p of each rank (from 0, ascending) and makes the result monotone from the first or from the last.
function adjusted(
  values: readonly number[],
  factor: (rank: number) => number,
  from: "up" | "down",
): number[] {
  const order = values.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p);
  const scaled = order.map(({ p, index }, rank) => ({ p: p * factor(rank), index }));
  if (from === "down") scaled.reverse();
  let reached = from === "up" ? 0 : 1;
  const result = values.slice();
  for (const { p, index } of scaled) {
    reached = from === "up" ? Math.max(reached, p) : Math.min(reached, p);
    result[index] = Math.min(1, reached);
  }
  return result;
}
