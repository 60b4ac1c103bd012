/** Series with known truth, for simulations: what the tests and the bench of the engine are fed. */

import type { Random } from "./random.ts";
import { at } from "./sequence.ts";
import type { SeriesPoint } from "./series-input.ts";

/** A first-order autoregression with variance 1 and lag-one correlation φ. */
export function correlated(random: Random, n: number, phi: number, noise = random.normal): Float64Array {
  const scale = Math.sqrt(1 - phi * phi);
  const values = new Float64Array(n);
  let previous = noise();
  // Noise that is not normal needs some time until the start is forgotten.
  for (let i = noise === random.normal ? 0 : -100; i < n; i += 1) {
    if (i >= 0) values[i] = previous;
    previous = phi * previous + scale * noise();
  }
  return values;
}

/** x_t = φ₁ x_{t−1} + φ₂ x_{t−2} + e_t. */
export function secondOrder(random: Random, n: number, phi1: number, phi2: number): Float64Array {
  const values = new Float64Array(n);
  let [last, lastButOne] = [0, 0];
  for (let i = -300; i < n; i += 1) {
    const value = phi1 * last + phi2 * lastButOne + random.normal();
    [last, lastButOne] = [value, last];
    if (i >= 0) values[i] = value;
  }
  return values;
}

/** Fractionally integrated noise (long memory) of order d, by its moving average cut off at 400 lags. */
export function longMemory(random: Random, n: number, d: number): Float64Array {
  const lags = 400;
  const weights = new Float64Array(lags);
  weights[0] = 1;
  for (let k = 1; k < lags; k += 1) weights[k] = (at(weights, k - 1) * (k - 1 + d)) / k;
  const noise = Float64Array.from({ length: n + lags }, random.normal);
  return Float64Array.from({ length: n }, (_, i) => {
    let total = 0;
    for (let k = 0; k < lags; k += 1) total += (weights[k] ?? 0) * (noise[i + lags - k] ?? 0);
    return total;
  });
}

export function randomWalk(random: Random, n: number): Float64Array {
  let level = 0;
  return Float64Array.from({ length: n }, () => {
    level += random.normal();
    return level;
  });
}

/** Student's t with three degrees of freedom, scaled to variance 1. */
export function heavyTailed(random: Random): number {
  const squares = random.normal() ** 2 + random.normal() ** 2 + random.normal() ** 2;
  return random.normal() / Math.sqrt(squares);
}

/** Values at equal steps. */
export function pointsOf(values: ArrayLike<number>, { start = 0, step = 3_600_000 } = {}): SeriesPoint[] {
  return Array.from(values, (value, i) => ({ at: start + i * step, value }));
}
