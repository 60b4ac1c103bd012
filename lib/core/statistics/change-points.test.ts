import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changePoints } from "./change-points.ts";
import { type Random, seededRandom } from "./random.ts";

const shared = process.env.PORTAL_SHARED ?? fileURLToPath(new URL("../../../../shared", import.meta.url));
const tigerbeetle = `${shared}/data/stats/otava/tigerbeetle.json`;

function noise(random: Random, n: number, correlation = 0): number[] {
  let value = random.normal();
  return Array.from({ length: n }, () => {
    value = correlation * value + Math.sqrt(1 - correlation ** 2) * random.normal();
    return value;
  });
}

function stepped(random: Random, n: number, step: number, height: number, correlation = 0): number[] {
  return noise(random, n, correlation).map((value, i) => 100 + 5 * (value + (i < step ? 0 : height)));
}

const indexes = (values: (number | null)[], season?: number) =>
  changePoints(values, { season }).map(({ index }) => index);

describe("changePoints", () => {
  it("finds a step, its size and its place", () => {
    const [point, ...others] = changePoints(stepped(seededRandom(1), 200, 120, 4));
    expect(others).toEqual([]);
    expect(point?.index).toBe(120);
    expect(point?.low).toBeLessThan(20);
    expect(point?.high).toBeGreaterThan(20);
    expect(point?.indexLow).toBeLessThanOrEqual(120);
    expect(point?.indexHigh).toBeGreaterThanOrEqual(120);
  });

  it("says nothing of constant, short and empty series", () => {
    for (const n of [0, 1, 2, 9, 50]) expect(indexes(Array(n).fill(7))).toEqual([]);
    expect(indexes([null, null, 3, null])).toEqual([]);
  });

  it("finds an exact step without any noise", () => {
    expect(indexes([...Array(10).fill(1), ...Array(10).fill(2)])).toEqual([10]);
  });

  it("leaves a single spike alone", () => {
    const values = stepped(seededRandom(2), 100, 100, 0);
    values[40] = 900;
    expect(indexes(values)).toEqual([]);
  });

  it("takes missing values for missing and counts places as in the input", () => {
    const values: (number | null)[] = stepped(seededRandom(3), 200, 100, 4);
    for (const i of [3, 4, 5, 50, 51, 99, 160]) values[i] = null;
    expect(indexes(values)).toEqual([100]);
  });

  it("looks for a daily cycle and finds the step in it", () => {
    const values = stepped(seededRandom(4), 400, 210, 3, 0.3).map(
      (value, i) => value + 15 * Math.sin((2 * Math.PI * i) / 24),
    );
    const [found, ...others] = indexes(values);
    expect(others).toEqual([]);
    expect(Math.abs((found ?? 0) - 210)).toBeLessThanOrEqual(2);
  });

  it("keeps the hours of the cycle across rows that are not there", () => {
    const whole = stepped(seededRandom(5), 400, 210, 2, 0.3).map((value, i) => ({
      at: i * 3_600_000,
      value: value + 25 * Math.sin((2 * Math.PI * i) / 24),
    }));
    const rows = whole.filter((_, i) => !(i >= 60 && i < 71) && !(i >= 300 && i < 306) && i % 37 !== 5);
    const found = changePoints(
      rows.map(({ value }) => value),
      { times: rows.map(({ at }) => at) },
    );
    expect(found).toHaveLength(1);
    expect(Math.abs((rows[found[0]?.index ?? 0]?.at ?? 0) / 3_600_000 - 210)).toBeLessThanOrEqual(3);
  });

  it("gives the same places in other units, upside down and shifted", () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.constantFrom(0.001, 2, 1024),
        fc.constantFrom(0, -50, 1e4),
        (seed, factor, shift) => {
          const values = stepped(seededRandom(seed), 120, 70, 3, 0.3);
          const found = indexes(values, 1);
          expect(
            indexes(
              values.map((value) => value * factor + shift),
              1,
            ),
          ).toEqual(found);
          expect(
            indexes(
              values.map((value) => -value),
              1,
            ),
          ).toEqual(found);
        },
      ),
      { numRuns: 40, seed: 1 },
    );
  });

  it("never throws and gives ordered places inside the series, whatever the numbers", () => {
    const value = fc.oneof(fc.double(), fc.constant(null), fc.constantFrom(0, 1, 1e300, -1e300));
    fc.assert(
      fc.property(
        fc.array(value, { maxLength: 60 }),
        fc.option(fc.integer({ min: 1, max: 70 })),
        (values, season) => {
          const found = indexes(values, season ?? undefined);
          expect(found).toEqual([...new Set(found)].sort((a, b) => a - b));
          for (const index of found) expect(values[index] ?? null).not.toBeNull();
        },
      ),
      { numRuns: 300, seed: 2 },
    );
  });

  const real = existsSync(tigerbeetle) ? it : it.skip;
  real("finds the steps of a real benchmark, not its outlier (reads ../shared/data/stats/otava)", () => {
    const { series } = JSON.parse(readFileSync(tigerbeetle, "utf8")) as { series: number[] };
    const found = indexes(series);
    for (const step of [15, 71, 95]) expect(found).toContain(step);
    for (const index of found) expect(Math.abs(index - 10)).toBeGreaterThan(1);
  });
});
