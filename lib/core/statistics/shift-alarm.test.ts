import { describe, expect, it } from "vitest";
import { seededRandom } from "./random.ts";
import { shiftAlarm, siegmundLimit } from "./shift-alarm.ts";
import { correlated } from "./simulated-series.ts";

const noise = correlated(seededRandom(12), 400, 0.3);
const past = noise.slice(0, 200);
const later = (shift: (i: number) => number) => noise.slice(200).map((value, i) => value + shift(i));

describe("shiftAlarm", () => {
  it("is silent while nothing happens, and when things get better", () => {
    expect(
      shiftAlarm(
        past,
        later(() => 0),
        { better: "lower" },
      ),
    ).toBeNull();
    expect(
      shiftAlarm(
        past,
        later(() => -3),
        { better: "lower" },
      ),
    ).toBeNull();
  });

  it("notices a shift to the worse soon, and tells once it has lasted", () => {
    const alarm = shiftAlarm(
      past,
      later((i) => (i < 100 ? 0 : 2)),
      { better: "lower" },
    );
    expect(alarm?.noticedAt).toBeGreaterThanOrEqual(100);
    expect(alarm?.noticedAt).toBeLessThanOrEqual(115);
    expect(Math.abs((alarm?.since ?? 0) - 100)).toBeLessThanOrEqual(3);
    expect((alarm?.lastedAt ?? 0) - (alarm?.since ?? 0)).toBeGreaterThanOrEqual(11);
    expect(alarm?.shift).toBeGreaterThan(1);
  });

  it("follows the metric's direction", () => {
    expect(
      shiftAlarm(
        past,
        later((i) => (i < 100 ? 0 : -2)),
        { better: "higher" },
      )?.shift,
    ).toBeLessThan(-1);
  });

  it("does not tell what went away by itself", () => {
    const brief = later((i) => (i >= 100 && i < 108 ? 2.5 : 0));
    expect(shiftAlarm(past, brief.slice(0, 108), { better: "lower" })).toMatchObject({ lastedAt: null });
    expect(shiftAlarm(past, brief, { better: "lower" })?.lastedAt ?? null).toBeNull();
  });

  it("wants a shift to outlast a cycle", () => {
    const alarm = shiftAlarm(
      past,
      later((i) => (i < 100 ? 0 : 3)),
      { better: "lower", season: 48 },
    );
    expect((alarm?.lastedAt ?? 0) - (alarm?.since ?? 0)).toBeGreaterThanOrEqual(47);
  });

  it("takes single spikes for spikes", () => {
    expect(
      shiftAlarm(
        past,
        later((i) => (i % 60 === 30 ? 20 : 0)),
        { better: "lower" },
      ),
    ).toBeNull();
  });

  it("has nothing to compare with after a handful of values", () => {
    expect(
      shiftAlarm(
        [1, 2, 3],
        later(() => 9),
        { better: "lower" },
      ),
    ).toBeNull();
  });
});

it("Siegmund's limit grows with the time between false alarms and falls with the drift", () => {
  expect(siegmundLimit(0.5, 500)).toBeCloseTo(4.39, 1);
  expect(siegmundLimit(0.5, 5000)).toBeGreaterThan(siegmundLimit(0.5, 500));
  expect(siegmundLimit(0.8, 500)).toBeLessThan(siegmundLimit(0.5, 500));
});
