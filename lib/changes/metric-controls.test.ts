import { expect, test } from "vitest";
import { metricControls } from "#lib/changes/metric-controls.ts";
import { seededRandom } from "#lib/core/statistics/random.ts";
import type { Metric } from "#lib/metrics/schema.ts";

const hour = 3_600_000;
const metric: Metric = {
  ...{ key: "x", name: "X", description: "", system: "s", systemName: "S", unit: "ms", quantity: null },
  ...{
    better: "lower",
    kind: "duration",
    minimumEffect: 0.02,
    source: null,
    thresholds: null,
    owner: null,
    archived: false,
  },
};

function history(spread: number) {
  const random = seededRandom(3);
  return Array.from({ length: 70 * 24 }, (_, index) => ({
    at: index * hour,
    value: 100 + spread * random.normal(),
  }));
}

test("a steady metric says nothing by itself and finds an effect that is put in", () => {
  const controls = metricControls(metric, history(2), []);
  expect(controls?.places.length).toBe(12);
  expect(controls?.windowDays).toBe(7);
  expect(controls?.falseCalls).toBe(0);
  expect(controls?.foundCalls).toBe(12);
  expect(controls?.places[5]?.found).toBeCloseTo(-0.1, 1);
});

test("a shift that is known of hides no effect elsewhere", () => {
  const shifted = history(2).map(({ at, value }) => ({
    at,
    value: at < 25 * 24 * hour ? value * 1.5 : value,
  }));
  const known = metricControls(metric, shifted, [25 * 24 * hour]);
  expect(known?.falseCalls).toBe(0);
  expect(known?.foundCalls).toBe(known?.places.length);
});

test("places near a recorded change are left out, and a short history is not asked", () => {
  const near = metricControls(metric, history(2), [30 * 24 * hour]);
  expect(near?.places.length).toBeLessThan(12);
  expect(metricControls(metric, history(2).slice(0, 100), [])).toBeNull();
});
