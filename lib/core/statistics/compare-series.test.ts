import { describe, expect, it } from "vitest";
import { assessSeries, compareSeries, type SeriesInput } from "./compare-series.ts";
import { seededRandom } from "./random.ts";
import { DAY, HOUR } from "./series-input.ts";
import { seriesWindows } from "./series-windows.ts";
import { correlated, pointsOf } from "./simulated-series.ts";

const latency = { metric: "latency.p95", unit: "ms", better: "lower", kind: "duration" } as const;

/** Hourly latencies with a daily and a weekly cycle, from Monday 00:00; the level falls to `factor` from `change` on. */
function hourly(days: number, { factor = 1, change = Number.POSITIVE_INFINITY, seed = 1, growth = 0 } = {}) {
  const noise = correlated(seededRandom(seed), days * 24, 0.5);
  const values = noise.map((value, i) => {
    const day = 1 + 0.4 * Math.sin((2 * Math.PI * i) / 24);
    const week = Math.floor(i / 24) % 7 >= 5 ? 0.6 : 1;
    const grown = Math.exp((growth * i) / 168);
    return 200 * day * week * grown * Math.exp(0.08 * value) * (i >= change ? factor : 1);
  });
  return pointsOf(values, { start: 4 * DAY, step: HOUR });
}

function around(points: SeriesInput["before"], hour: number): SeriesInput {
  return { ...latency, ...seriesWindows(points, { start: 4 * DAY + hour * HOUR }) };
}

describe("two windows of whole weeks", () => {
  it("finds a fall of a fifth and says over what it was measured", () => {
    const verdict = compareSeries(around(hourly(28, { factor: 0.8, change: 14 * 24 }), 14 * 24));
    expect(verdict).toMatchObject({ outcome: "improved", reason: null, grade: "series", unit: "ms" });
    expect(verdict.effect.low).toBeLessThan(-0.2);
    expect(verdict.effect.high).toBeGreaterThan(-0.25);
    expect(verdict.sentence).toMatch(
      /^p95 response time fell by [\d.]+\u00a0% \([\d.]+\u00a0to\u00a0[\d.]+\u00a0%\), measured over 14 days before and after\.$/,
    );
    expect(verdict.warnings.map(({ code }) => code)).not.toContain("week-not-covered");
  });

  it("calls a weekend after working days no improvement", () => {
    const seeds = Array.from({ length: 40 }, (_, seed) => seed);
    const outcomes = seeds.map((seed) => compareSeries(around(hourly(28, { seed }), 12 * 24)).outcome);
    expect(outcomes.filter((outcome) => /improved|regressed/.test(outcome)).length).toBeLessThanOrEqual(6);
  });

  it("takes growth from week to week for no effect, and finds an effect beside it", () => {
    const change = 42 * 24;
    const outcomes = (factor: number) =>
      Array.from({ length: 30 }, (_, seed) => {
        const verdict = compareSeries(around(hourly(56, { seed, growth: 0.03, factor, change }), change));
        return verdict.reason ?? verdict.outcome;
      });
    expect(outcomes(1).filter((one) => one === "regressed").length).toBeLessThanOrEqual(4);
    expect(outcomes(1).filter((one) => one === "confounded").length).toBeGreaterThan(20);
    expect(outcomes(0.8).filter((one) => one === "improved").length).toBeGreaterThan(25);
  });

  it("compares three days with the same hours of the week before", () => {
    const points = hourly(24, { factor: 0.8, change: 21 * 24 });
    const input = around(points, 21 * 24);
    const gap = (input.after[0]?.at ?? 0) - (input.before[0]?.at ?? 0);
    expect(gap % (7 * DAY)).toBe(0);
    expect(compareSeries(input)).toMatchObject({ outcome: "improved" });
  });

  it("leaves out roll-out and what settles, and cuts at other changes", () => {
    const points = hourly(42);
    const start = 4 * DAY + 21 * DAY;
    const { before, after, history } = seriesWindows(points, {
      start,
      end: start + 3 * HOUR,
      settle: 2 * HOUR,
      otherChanges: [
        { at: start - 8 * DAY, name: "earlier" },
        { at: start + 9 * DAY, name: "later" },
      ],
    });
    expect([before.length, after.length]).toEqual([168, 168]);
    expect(before.at(-1)?.at).toBe(start - HOUR);
    expect(after[0]?.at).toBe(start + 5 * HOUR);
    expect(history).toHaveLength(21 * 24 - 168);
  });
});

describe("what cannot be told", () => {
  const points = (n: number, seed = 1, level = 100) =>
    pointsOf(correlated(seededRandom(seed), n, 0).map((value) => level + value));

  it("is too few points, windows with too many gaps, and a side without any", () => {
    const [before, after] = [points(23), points(200, 2, 50)];
    expect(compareSeries({ ...latency, before, after })).toMatchObject({ reason: "too-few" });
    const gappy = points(200).map((point, i) => (i % 3 === 1 ? { ...point, value: null } : point));
    expect(compareSeries({ ...latency, before: gappy, after })).toMatchObject({ reason: "missing-data" });
    expect(compareSeries({ ...latency, before: [], after }).sentence).toBe(
      "p95 response time has no value before the change.",
    );
  });

  it("is a drift that goes up and down by itself, however different the windows", () => {
    const drift = pointsOf(
      correlated(seededRandom(3), 96, 0.97).map((value) => 100 * Math.exp(0.2 * value)),
      { step: 5000 },
    );
    const verdict = compareSeries({ ...latency, before: drift.slice(0, 48), after: drift.slice(48) });
    expect(verdict).toMatchObject({ outcome: "inconclusive" });
  });
});

describe("what else may have moved it", () => {
  const change = 60;
  const noise = (seed: number) => correlated(seededRandom(seed), 120, 0.3).map((value) => 0.02 * value);
  const series = (of: (i: number) => number, seed = 7) =>
    pointsOf(
      noise(seed).map((value, i) => 100 * Math.exp(value) * of(i)),
      { step: 5000, start: 10 * DAY },
    );
  const split = (points: SeriesInput["before"]) => ({
    before: points.slice(0, change),
    after: points.slice(change),
  });
  const step = (i: number) => (i >= change ? 0.8 : 1);

  it("is nothing where it moved at the change", () => {
    expect(compareSeries({ ...latency, ...split(series(step)) })).toMatchObject({ outcome: "improved" });
  });

  it("is another change in the same time", () => {
    const at = 10 * DAY + 30 * 5000;
    const verdict = compareSeries({
      ...latency,
      ...split(series(step)),
      otherChanges: [{ at, name: "C-12" }],
    });
    expect(verdict).toMatchObject({ reason: "confounded" });
    expect(verdict.sentence).toContain("but “C-12” falls into the same time");
  });

  it("is a shift that came before the change, or long after it", () => {
    const early = compareSeries({ ...latency, ...split(series((i) => (i >= 54 ? 0.8 : 1))) });
    expect(early).toMatchObject({ reason: "confounded" });
    expect(early.sentence).toMatch(/it moved \d+ seconds before the change/);
    const late = compareSeries({ ...latency, ...split(series((i) => (i >= 78 ? 0.7 : 1))) });
    expect(late).toMatchObject({ reason: "confounded" });
  });

  it("is a trend that goes on", () => {
    const climbing = compareSeries({ ...latency, ...split(series((i) => Math.exp(i / 100))) });
    expect(climbing).toMatchObject({ outcome: "unchanged" });
    expect(climbing.after.center).toBeGreaterThan(1.5 * (climbing.before.center ?? 0));
    expect(climbing.warnings.map(({ code }) => code)).toContain("trend");
    const rough = correlated(seededRandom(12), 120, 0.5);
    const unclear = series((i) => Math.exp(i / 100 + 0.1 * (rough[i] ?? 0)));
    expect(compareSeries({ ...latency, ...split(unclear) }).sentence).toContain(
      "it had been rising since before the change",
    );
  });

  it("is a load that fell", () => {
    const load = { name: "requests per second", points: series((i) => (i >= change ? 0.5 : 1), 8) };
    const verdict = compareSeries({ ...latency, ...split(series(step)), load });
    expect(verdict.sentence).toMatch(/but requests per second fell by 5\d.* at the same time/);
  });

  it("is what a control did too", () => {
    const shared = correlated(seededRandom(9), 120, 0.6).map(
      (value, i) => 0.1 * value + (i >= change ? -0.2 : 0),
    );
    const own = series((i) => Math.exp(shared[i] ?? 0));
    const controls = [{ name: "eu-west", points: series((i) => Math.exp(shared[i] ?? 0), 10) }];
    expect(compareSeries({ ...latency, ...split(own), controls })).not.toMatchObject({ outcome: "improved" });
    const better = series((i) => Math.exp(shared[i] ?? 0) * step(i));
    const verdict = compareSeries({ ...latency, ...split(better), controls });
    expect(verdict).toMatchObject({ outcome: "improved" });
    expect(verdict.effect.relative).toBeCloseTo(-0.2, 1);
  });

  it("is not a short spike, whose points count less", () => {
    const verdict = compareSeries({ ...latency, ...split(series((i) => (i >= 80 && i < 85 ? 5 : 1))) });
    expect(verdict.outcome).not.toBe("regressed");
    expect(verdict.warnings.map(({ code }) => code)).toContain("far-points");
  });

  it("is a return to what is usual, of which it warns", () => {
    const history = series(() => 0.8, 11).map((point) => ({ ...point, at: point.at - 120 * 5000 }));
    const more = history.map((point) => ({ ...point, at: point.at - 120 * 5000 }));
    const long = [0, 1, 2].flatMap((k) => more.map((point) => ({ ...point, at: point.at - k * 120 * 5000 })));
    const verdict = compareSeries({ ...latency, ...split(series(step)), history: [...long, ...history] });
    expect(verdict.warnings.map(({ code }) => code)).toContain("unusual-before");
  });
});

describe("the answer", () => {
  const input = around(hourly(60, { factor: 0.9, change: 45 * 24 }), 45 * 24);

  it("is the same bytes for the same points in any order", () => {
    const shuffled = { ...input, before: input.before.toReversed(), after: input.after.toReversed() };
    const [one, other] = [compareSeries(input), compareSeries(shuffled)];
    expect(JSON.stringify({ ...one, seed: "" })).toBe(JSON.stringify({ ...other, seed: "" }));
    expect(compareSeries(input)).toEqual(one);
    expect(one.seed).toMatch(/^[0-9a-f]{64}$/);
  });

  it("counts how often the series moved as much by itself", () => {
    const { placebo } = compareSeries(input);
    expect(placebo?.contrasts).toBeGreaterThan(7);
    expect(placebo?.asLarge).toBe(0);
  });

  it("tells each of these earlier comparisons, a day apart, with the day on which it would have been a change", () => {
    const { verdict, earlier } = assessSeries(input);
    expect(earlier).toHaveLength(verdict.placebo?.contrasts ?? 0);
    const gaps = earlier.slice(1).map(({ at }, index) => at - (earlier[index]?.at ?? at));
    expect(new Set(gaps)).toEqual(new Set([86_400_000]));
    const least = Math.abs(verdict.effect.relative ?? 0);
    expect(
      earlier.every(({ at, relative }) => at < (input.after[0]?.at ?? 0) && Math.abs(relative) < least),
    ).toBe(true);
  });
});
