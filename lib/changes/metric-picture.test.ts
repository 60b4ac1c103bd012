import { expect, test } from "vitest";
import { metricPicture } from "#lib/changes/metric-picture.ts";
import type { Metric } from "#lib/metrics/schema.ts";

const hour = 3_600_000;
const metric: Metric = {
  ...{ key: "x", name: "Checkout, p95", description: "", system: "s", systemName: "Shop", unit: "ms" },
  ...{
    quantity: null,
    better: "lower",
    kind: "duration",
    minimumEffect: 0.02,
    source: null,
    thresholds: null,
    owner: null,
    archived: false,
  },
};
const points = Array.from({ length: 100 }, (_, index) => ({
  at: index * hour,
  value: index === 10 ? null : (index < 50 ? 100 : 80) + (index % 3),
}));
const shift = { index: 50, at: new Date(50 * hour).toISOString(), relative: -0.2 };
const about = { changes: [], alerts: [], target: 90, origin: "pushed samples", stepSeconds: null };
const rest = { ...about, simulated: false, timeZone: "UTC", since: null, until: null };

test("levels lie between the shifts, and a shift is named by its change", () => {
  const shifts = [{ ...shift, causes: [{ change: 7 }], attribution: "recorded" as const, dismissed: null }];
  const chart = metricPicture({ metric, points, shifts, ...rest });
  expect(chart.levels.map(({ median }) => Math.round(median ?? 0))).toEqual([101, 81]);
  expect(chart.shifts).toMatchObject([{ change: "C-7", tone: "improved" }]);
  expect(chart.title).toBe("Checkout, p95 shifted once, each time with a recorded change");
  expect(chart.points.values).toContain(null);
});

test("one that nobody recorded is open until somebody explains it", () => {
  const open = { ...shift, causes: [], attribution: "unexplained" as const, dismissed: null };
  expect(metricPicture({ metric, points, shifts: [open], ...rest }).shifts[0]?.change).toBeNull();
  const said = { ...open, dismissed: { reason: "The provider moved it" } };
  expect(metricPicture({ metric, points, shifts: [said], ...rest }).shifts[0]?.change).toBe("Explained");
});

test("a later part is drawn alone, on the levels of the whole", () => {
  const chart = metricPicture({ metric, points, shifts: [], ...rest, since: 60 * hour });
  expect(chart.points.at[0]).toBe(60 * hour);
  expect(chart.levels).toMatchObject([{ from: 60 * hour, to: 99 * hour }]);
});

test("of an older stretch nothing later is drawn, and its levels still know the whole", () => {
  const chart = metricPicture({ metric, points, shifts: [], ...rest, since: 20 * hour, until: 40 * hour });
  expect(chart.points.at.every((at) => at >= 20 * hour && at <= 40 * hour)).toBe(true);
  expect(chart.levels.every(({ from, to }) => from >= 20 * hour && to <= 40 * hour)).toBe(true);
  expect(chart.levels.length).toBeGreaterThan(0);
});
