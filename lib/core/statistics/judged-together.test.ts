import { describe, expect, it } from "vitest";
import { compareSamples } from "./compare-samples.ts";
import { chanceOf, judgedTogether } from "./judged-together.ts";
import { seededRandom } from "./random.ts";
import { welch } from "./welch.ts";

const runs = (values: number[]) =>
  values.map((value, i) => ({ name: String(i), value, startedAt: null, n: null }));

function verdict(before: number[], after: number[]) {
  return compareSamples({
    ...{ metric: "latency.p95", unit: "ms", better: "lower", kind: "duration", order: "interleaved" },
    before: runs(before),
    after: runs(after),
  });
}

const random = seededRandom(5);
const draw = (n: number, level: number) => Array.from({ length: n }, () => level + random.normal());

describe("guardrails of one change", () => {
  it("are worse where they still are after the correction for their number", () => {
    const bad = verdict(draw(10, 100), draw(10, 120));
    const calm = Array.from({ length: 9 }, () => verdict(draw(10, 100), draw(10, 100)));
    const [first, ...others] = judgedTogether([bad, ...calm]);
    expect(first?.state).toBe("worse");
    expect(others.every(({ state }) => state !== "worse")).toBe(true);
  });

  it("are called rarely where nothing changed, however many they are", () => {
    let called = 0;
    for (let trial = 0; trial < 200; trial += 1) {
      const all = Array.from({ length: 20 }, () => verdict(draw(8, 100), draw(8, 100)));
      if (judgedTogether(all).some(({ state }) => state === "worse")) called += 1;
    }
    expect(called).toBeLessThanOrEqual(20);
  });

  it("read their p back from the interval", () => {
    const [before, after] = [draw(40, 100), draw(40, 100.5)];
    const exact = welch(before, after).p;
    const read = chanceOf(verdict(before, after)) ?? Number.NaN;
    expect(Math.abs(Math.log(read / exact))).toBeLessThan(0.7);
  });

  it("are unknown where nothing could be told", () => {
    expect(judgedTogether([verdict([1], [2])])).toMatchObject([{ state: "unknown" }]);
    expect(judgedTogether([verdict([], [])])).toEqual([{ p: null, state: "unknown" }]);
  });
});
