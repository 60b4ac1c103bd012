import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { thresholdEpisodes } from "#lib/alerts/threshold-episodes.ts";

const minute = 60_000;
const limits = { warn: 500, critical: 800, holdSeconds: 300 };
const series = (...values: (number | null)[]) =>
  values.map((value, index) => ({ at: index * minute, value }));
const times = (count: number, value: number) => Array.from({ length: count }, () => value);
const of = (...values: (number | null)[]) => thresholdEpisodes(series(...values), limits, "lower");

describe("a series past its threshold", () => {
  test("is an episode only when it stays there as long as is asked", () => {
    expect(of(...times(9, 400), 900, ...times(9, 400)).episodes).toEqual([]);
    expect(of(...times(3, 400), ...times(5, 600), ...times(9, 400)).episodes).toEqual([]);
    expect(of(...times(3, 400), ...times(6, 600)).episodes).toEqual([
      { from: 3 * minute, to: null, last: 8 * minute, severity: "warning", limit: 500, worst: 600 },
    ]);
  });

  test("ends when it has stayed back as long, at the first point that was back", () => {
    const flapping = [...times(6, 600), ...times(4, 400), 650, ...times(4, 400)];
    expect(of(...flapping).episodes).toMatchObject([{ from: 0, to: null }]);
    const { episodes, calmSince } = of(...flapping, ...times(2, 400));
    expect(episodes).toMatchObject([{ from: 0, to: 11 * minute, worst: 650 }]);
    expect(calmSince).toBe(11 * minute);
  });

  test("is critical where that was held too, and one episode all the same", () => {
    expect(of(...times(6, 600), 900, ...times(6, 600)).episodes).toMatchObject([
      { severity: "warning", worst: 900 },
    ]);
    expect(of(...times(3, 600), ...times(6, 900), 600).episodes).toMatchObject([
      { from: 0, severity: "critical", limit: 800 },
    ]);
  });

  test("is below where higher is better", () => {
    const { episodes } = thresholdEpisodes(
      series(...times(3, 0.999), ...times(6, 0.98)),
      { warn: 0.99, critical: null, holdSeconds: 300 },
      "higher",
    );
    expect(episodes).toMatchObject([{ from: 3 * minute, worst: 0.98 }]);
  });

  test("knows nothing of gaps: two points far apart do not hold together, and silence ends nothing", () => {
    const gap = Array.from({ length: 40 }, () => null);
    expect(of(...times(9, 400), 600, ...gap, 600).episodes).toEqual([]);
    expect(of(...times(6, 600), ...gap)).toMatchObject({ episodes: [{ to: null }], calmSince: null });
    expect(of(...gap)).toEqual({ episodes: [], calmSince: null });
  });

  test("that is measured by the hour needs two points, whatever shorter time is asked", () => {
    const hourly = [600, 600].map((value, index) => ({ at: index * 60 * minute, value }));
    expect(thresholdEpisodes(hourly, limits, "lower").episodes).toHaveLength(1);
    expect(thresholdEpisodes(hourly.slice(0, 1), limits, "lower").episodes).toEqual([]);
  });
});

test("episodes follow one another, are held, and more points never undo one that has ended", () => {
  const value = fc.constantFrom(400, 450, 600, 900, null);
  fc.assert(
    fc.property(fc.array(value, { maxLength: 80 }), fc.nat(80), (values, cut) => {
      const whole = of(...values).episodes;
      whole.forEach((one, index) => {
        expect(one.to ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(one.from + 300_000);
        expect(one.from).toBeGreaterThanOrEqual(whole[index - 1]?.to ?? 0);
      });
      const early = of(...values.slice(0, cut)).episodes.filter(({ to }) => to !== null);
      expect(whole.slice(0, early.length).map(({ from, to }) => [from, to])).toEqual(
        early.map(({ from, to }) => [from, to]),
      );
    }),
  );
});
