import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleChanges } from "#prisma/sample/changes.ts";
import { simulate } from "#prisma/sample/distributions.ts";
import { mulberry32, normal } from "#prisma/sample/randomness.ts";

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
function sd(values: number[]): number {
  const center = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - center) ** 2)));
}

describe("the generator", () => {
  it("gives the known first numbers of mulberry32", () => {
    const random = mulberry32(1);
    const first = [random(), random(), random()].map((value) => Math.floor(value * 2 ** 32));
    expect(first).toEqual([2693262067, 11749833, 2265367787]);
  });

  it("draws normal numbers around 0 with spread 1", () => {
    const random = mulberry32(7);
    const drawn = Array.from({ length: 20_000 }, () => normal(random));
    expect(mean(drawn)).toBeCloseTo(0, 1);
    expect(sd(drawn)).toBeCloseTo(1, 1);
  });
});

describe("a simulated measurement", () => {
  const measured = sampleChanges.flatMap((change) =>
    (change.measurements ?? []).flatMap(({ metric, distribution, levels }) =>
      distribution === "history" ? [] : [{ title: change.title, metric, distribution, levels }],
    ),
  );

  it("is the same each time it is made", () => {
    for (const { title, metric, distribution, levels } of measured) {
      const name = `${title} ${metric}`;
      expect(simulate(name, distribution, levels)).toEqual(simulate(name, distribution, levels));
    }
  });

  it("has positive finite values, and shares that stay shares", () => {
    for (const { title, metric, distribution, levels } of measured) {
      const { before, after } = simulate(`${title} ${metric}`, distribution, levels);
      const values = [...before, ...after].flat();
      expect(values.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
      if (distribution.kind !== "runs") continue;
      expect(before.map((sitting) => sitting.length)).toEqual(
        Array.from({ length: distribution.sittings }, () => distribution.runs),
      );
    }
  });

  it("lies around its level: runs in their median, days in their mean", () => {
    const runs = {
      kind: "runs",
      sittings: 400,
      runs: 5,
      spread: 0.1,
      session: 0.05,
      order: "blocks",
    } as const;
    const { before, after } = simulate("levels", runs, { before: 200, after: 100 });
    const logs = (side: number[][]) => side.flat().map(Math.log);
    expect(Math.exp(mean(logs(before)))).toBeCloseTo(200, -1);
    expect(Math.exp(mean(logs(after)))).toBeCloseTo(100, -1);
    const days = { kind: "availability", days: 5_000, outageMinutes: 12 } as const;
    const uptime = simulate("uptime", days, { before: 0.995, after: 0.999 });
    expect(mean(uptime.before.flat())).toBeCloseTo(0.995, 3);
    expect(mean(uptime.after.flat())).toBeCloseTo(0.999, 3);
    const shares = { kind: "share", days: 5_000, trials: 2_400, clustering: 0.35 } as const;
    const failed = simulate("shares", shares, { before: 0.021, after: 0.004 });
    expect(mean(failed.before.flat())).toBeCloseTo(0.021, 3);
    expect(mean(failed.after.flat())).toBeCloseTo(0.004, 3);
  });

  it("shares what a sitting does to both sides only when the runs are interleaved", () => {
    const ratios = (order: "interleaved" | "blocks") => {
      const shape = { kind: "runs", sittings: 300, runs: 4, spread: 0.01, session: 0.1, order } as const;
      const { before, after } = simulate("sittings", shape, { before: 100, after: 100 });
      return before.map((sitting, index) => Math.log(mean(after[index] ?? []) / mean(sitting)));
    };
    expect(sd(ratios("interleaved"))).toBeLessThan(0.02);
    expect(sd(ratios("blocks"))).toBeGreaterThan(0.1);
  });

  it("never leaves the range of shares, whatever the level", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 1, noNaN: true }), fc.string(), (level, name) => {
        const days = { kind: "availability", days: 20, outageMinutes: 30 } as const;
        const { before } = simulate(name, days, { before: level, after: level });
        return before.flat().every((value) => value >= 0 && value <= 1);
      }),
    );
  });
});
