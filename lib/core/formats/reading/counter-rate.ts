import type { Point } from "#lib/core/formats/parsed.ts";

/** A counter as it is scraped; `rate()` in the query drops the name. */
const counterName = /_(total|count|sum|bucket)$/;

/** Counters fall only when their process starts anew. */
const mostFalls = 0.05;

export function isCounter(name: string, points: readonly Point[]): boolean {
  const values = points.map(({ value }) => value).filter((value) => value !== null);
  const steps = values.slice(1).map((value, index) => value - (values[index] ?? 0));
  const falls = steps.filter((step) => step < 0).length;
  return counterName.test(name) && steps.some((step) => step > 0) && falls <= steps.length * mostFalls;
}

/** Growth per second between neighbours. Where it was reset, or a neighbour is missing, nothing is known. */
export function rateOfCounter(points: readonly Point[]): Point[] {
  return points.slice(1).map(({ at, value }, index) => {
    const earlier = points[index];
    if (value === null || !earlier || earlier.value === null || value < earlier.value || at <= earlier.at)
      return { at, value: null };
    return { at, value: (value - earlier.value) / ((at - earlier.at) / 1000) };
  });
}
