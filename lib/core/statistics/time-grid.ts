import { at, median } from "./sequence.ts";

/**
 * Places on a regular grid for ascending times, so that a missing row does not shift the hours after it. Null where the
 * times are not regular: gaps longer than the series itself, or two on one place.
 */
export function gridPlaces(times: readonly number[]): Uint32Array | null {
  const n = times.length;
  if (n < 3) return null;
  const steps = Float64Array.from({ length: n - 1 }, (_, i) => at(times, i + 1) - at(times, i));
  const step = median(steps);
  const whole = (at(times, n - 1) - at(times, 0)) / step;
  if (!(step > 0) || !(whole < 2 * n)) return null;
  const places = Uint32Array.from(times, (time) => Math.round((time - at(times, 0)) / step));
  for (let i = 1; i < n; i += 1) if (at(places, i) <= at(places, i - 1)) return null;
  return places;
}
