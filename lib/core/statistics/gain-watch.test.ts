import { describe, expect, it } from "vitest";
import { gainWatch } from "./gain-watch.ts";
import { seededRandom } from "./random.ts";
import { correlated } from "./simulated-series.ts";

const random = seededRandom(9);
const window = (level: number, n = 168) => ({
  values: Array.from(correlated(random, n, 0.5), (value) => level + 3 * value),
});
const daily = (level: number, phase: number) => ({
  phase,
  values: window(level).values.map((value, i) => value + 15 * Math.sin((2 * Math.PI * (i + phase)) / 24)),
});

describe("gainWatch: a gain of 20 %", () => {
  const before = window(100);
  const after = window(80);
  const watch = (now: ReturnType<typeof window>) => gainWatch({ before, after, now }, { better: "lower" });

  it("holds where the level stayed", () => {
    const found = watch(window(80));
    expect(found?.state).toBe("holding");
    expect(found?.kept).toBeCloseTo(1, 1);
  });

  it("fades where half of it went, and says how much is kept", () => {
    const found = watch(window(90));
    expect(found?.state).toBe("fading");
    expect(found?.low).toBeLessThan(0.5);
    expect(found?.high).toBeGreaterThan(0.5);
    expect(found?.high).toBeLessThan(0.8);
  });

  it("is lost where the level came back", () => {
    expect(watch(window(100))?.state).toBe("lost");
    expect(watch(window(115))?.state).toBe("lost");
  });

  it("holds where the loss is too small to matter", () => {
    const flat = (level: number) => ({ values: Array.from({ length: 50 }, (_, i) => level + (i % 2) / 100) });
    const windows = { before: flat(100), after: flat(80), now: flat(80.5) };
    expect(gainWatch(windows, { better: "lower" })?.state).toBe("holding");
    expect(gainWatch(windows, { better: "lower", minimumEffect: 0.001 })?.state).toBe("fading");
  });

  it("takes a cycle out of windows that begin at different hours", () => {
    const windows = { before: daily(100, 0), after: daily(80, 7), now: daily(90, 15) };
    expect(gainWatch(windows, { better: "lower", season: 24 })?.state).toBe("fading");
  });

  it("says nothing of too few points, of no gain, or of a gain in the wrong direction", () => {
    expect(watch(window(80, 5))).toBeNull();
    expect(gainWatch({ before, after, now: after }, { better: "higher" })).toBeNull();
  });

  it("works upwards as well", () => {
    const windows = { before: window(100), after: window(130), now: window(101) };
    expect(gainWatch(windows, { better: "higher" })?.state).toBe("lost");
  });
});
