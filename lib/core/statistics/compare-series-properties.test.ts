import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareSeries, type SeriesInput, type SeriesPoint } from "./compare-series.ts";
import { seededRandom } from "./random.ts";
import { HOUR } from "./series-input.ts";
import { seriesWindows } from "./series-windows.ts";
import { correlated, pointsOf } from "./simulated-series.ts";
import type { Verdict } from "./verdict.ts";

/** What must not change the verdict: units, direction, order, gaps that are written or left out. */

const base = { metric: "latency.p95", unit: "ms", better: "lower", kind: "duration" } as const;

const windows = fc
  .record({
    seed: fc.integer({ min: 1, max: 1e6 }),
    n: fc.integer({ min: 24, max: 200 }),
    phi: fc.constantFrom(0, 0.3, 0.6, 0.9),
    step: fc.constantFrom(5000, 60_000, HOUR),
    factor: fc.constantFrom(1, 1, 1.02, 0.8, 1.5),
  })
  .map(({ seed, n, phi, step, factor }) => {
    const noise = correlated(seededRandom(seed), 2 * n, phi);
    const values = noise.map((value, i) => 100 * Math.exp(0.05 * value) * (i < n ? 1 : factor));
    const points = pointsOf(values, { step, start: 1_772_409_600_000 });
    return { before: points.slice(0, n), after: points.slice(n) };
  });

const judged = (input: Pick<SeriesInput, "before" | "after"> & Partial<SeriesInput>) =>
  compareSeries({ ...base, ...input });
const mapped = (points: SeriesPoint[], of: (value: number) => number): SeriesPoint[] =>
  points.map(({ at, value }) => ({ at, value: value === null ? null : of(value) }));
const decision = ({ outcome, reason }: Verdict) => ({ outcome, reason });
const opposite = { improved: "regressed", regressed: "improved" } as Record<string, string>;

describe("a verdict of two windows", () => {
  it("is the same in other units", () => {
    fc.assert(
      fc.property(windows, fc.constantFrom(0.001, 1000, 3.6e6), ({ before, after }, k) => {
        const [own, scaled] = [
          judged({ before, after }),
          judged({
            before: mapped(before, (value) => k * value),
            after: mapped(after, (value) => k * value),
          }),
        ];
        expect(decision(scaled)).toEqual(decision(own));
        expect(scaled.effect.relative ?? 0).toBeCloseTo(own.effect.relative ?? 0, 8);
      }),
      { numRuns: 60 },
    );
  });

  it("is turned round with the direction, and only so", () => {
    fc.assert(
      fc.property(windows, ({ before, after }) => {
        const [lower, higher] = [judged({ before, after }), judged({ before, after, better: "higher" })];
        expect(higher.outcome).toBe(opposite[lower.outcome] ?? lower.outcome);
        expect(higher.effect.relative).toBe(lower.effect.relative);
      }),
      { numRuns: 60 },
    );
  });

  it("does not depend on the order of the points, nor on how gaps are written", () => {
    fc.assert(
      fc.property(windows, fc.integer({ min: 7, max: 12 }), ({ before, after }, every) => {
        const isGap = (i: number) => i % every === every - 2;
        const hole = (as: number | null) => (point: SeriesPoint, i: number) =>
          isGap(i) ? { ...point, value: as } : point;
        const shown = [null, Number.NaN, Number.POSITIVE_INFINITY].map((as) =>
          judged({ before: before.map(hole(as)).toReversed(), after: after.map(hole(as)) }),
        );
        const left = judged({
          before: before.filter((_, i) => !isGap(i)),
          after: after.filter((_, i) => !isGap(i)),
        });
        for (const one of shown) expect(decision(one)).toEqual(decision(left));
      }),
      { numRuns: 40 },
    );
  });

  it("never throws and never contradicts itself, whatever comes", () => {
    const value = fc.oneof(
      fc.constantFrom(null, 0, -0, 1, -1, 1e-308, 1e300, Number.NaN, Number.NEGATIVE_INFINITY),
      fc.double({ noNaN: true }),
      fc.integer({ min: 0, max: 3 }),
    );
    const points = fc.array(fc.record({ at: fc.integer({ min: 0, max: 1e7 }), value }), { maxLength: 80 });
    fc.assert(
      fc.property(
        points,
        points,
        fc.constantFrom("duration", "ratio", "rate", "count"),
        (before, after, kind) => {
          const verdict = judged({ before, after, kind });
          expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict);
          const { absoluteLow, absolute, absoluteHigh } = verdict.effect;
          if (absoluteLow !== null && absolute !== null && absoluteHigh !== null) {
            const slack = 1e-9 * Math.max(Math.abs(absoluteLow), Math.abs(absoluteHigh));
            expect(absoluteLow).toBeLessThanOrEqual(absolute + slack);
            expect(absolute).toBeLessThanOrEqual(absoluteHigh + slack);
          }
          expect(verdict.outcome === "inconclusive").toBe(verdict.reason !== null);
          expect(verdict.sentence).not.toMatch(/NaN|Infinity|undefined|null/);
        },
      ),
      { numRuns: 300, endOnFailure: true },
    );
  });

  it("of constant sides is decided by their size", () => {
    const flat = (level: number) => pointsOf(Array(60).fill(level), { step: 5000 });
    expect(judged({ before: flat(5), after: flat(5) })).toMatchObject({ outcome: "unchanged" });
    expect(judged({ before: flat(5), after: flat(4) })).toMatchObject({ outcome: "improved" });
    expect(judged({ before: flat(0), after: flat(0) })).toMatchObject({ outcome: "unchanged" });
    for (const n of [0, 1, 2]) {
      const few = judged({ before: flat(5).slice(0, n), after: flat(5).slice(0, n) });
      expect(few.outcome).toBe("inconclusive");
    }
  });
});

describe("windows around a change", () => {
  it("are of equal length, whole weeks where they can be, and never hold the change", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1500 }),
        fc.integer({ min: 1, max: 1500 }),
        fc.integer({ min: 0, max: 12 }),
        (hoursBefore, hoursAfter, settle) => {
          const start = hoursBefore * HOUR;
          const points = pointsOf(Array(hoursBefore + hoursAfter).fill(1));
          const { before, after, history } = seriesWindows(points, { start, settle: settle * HOUR });
          for (const { at } of [...history, ...before]) expect(at).toBeLessThan(start);
          for (const { at } of after) expect(at).toBeGreaterThanOrEqual(start + settle * HOUR);
          expect(history.length + before.length + after.length).toBeLessThanOrEqual(points.length);
          if (Math.min(before.length, after.length) >= 169) {
            // One point may be lacking from a whole week.
            for (const side of [before, after]) expect((side.length + 1) % 168).toBeLessThanOrEqual(1);
          }
          if (before.length > 30 && after.length > 30) {
            expect(Math.abs(before.length - after.length)).toBeLessThanOrEqual(2);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
