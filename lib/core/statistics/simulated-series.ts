/** Series with known truth, for simulations: what the tests and the bench of the engine are fed. */

import type { Random } from "./random.ts";
import type { SeriesPoint } from "./series-input.ts";

/** A first-order autoregression with variance 1 and lag-one correlation φ. */
export function correlated(random: Random, n: number, phi: number): Float64Array {
  const scale = Math.sqrt(1 - phi * phi);
  const values = new Float64Array(n);
  let previous = random.normal();
  for (let i = 0; i < n; i += 1) {
    values[i] = previous;
    previous = phi * previous + scale * random.normal();
  }
  return values;
}

/** Values at equal steps. */
export function pointsOf(values: ArrayLike<number>, { start = 0, step = 3_600_000 } = {}): SeriesPoint[] {
  return Array.from(values, (value, i) => ({ at: start + i * step, value }));
}
