import { expect, it } from "vitest";
import { seededRandom } from "#lib/core/statistics/random.ts";
import { LatencyStore } from "./latency-store.ts";

it("keeps values as they are while they are few", () => {
  const store = new LatencyStore();
  for (const value of [3, 1, 2]) store.add(value);
  expect(store).toMatchObject({ values: [3, 1, 2], mean: 2, max: 3, count: 3 });
  expect(store.quantiles([0.5])).toEqual([2]);
  expect(new LatencyStore()).toMatchObject({ mean: null, max: null, count: 0 });
});

it("counts a million and more in buckets of a thousandth, with mean and largest exact", () => {
  const random = seededRandom(7);
  const store = new LatencyStore();
  const values: number[] = [];
  for (let index = 0; index < 1_100_000; index++) {
    const value = Math.exp(2 + random.normal() * 0.8);
    values.push(value);
    store.add(value);
  }
  expect(store.values).toBeNull();
  const ascending = Float64Array.from(values).sort();
  const shares = [0.5, 0.9, 0.95, 0.99];
  store.quantiles(shares).forEach((found, index) => {
    const exact = ascending[Math.floor((shares[index] ?? 0) * ascending.length)] ?? 0;
    expect(Math.abs((found ?? 0) / exact - 1)).toBeLessThan(0.0011);
  });
  expect(store.max).toBe(ascending.at(-1));
  expect(store.mean).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / values.length, 8);
});
