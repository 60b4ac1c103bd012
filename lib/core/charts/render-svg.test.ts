import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RunsChart } from "#lib/core/charts/chart.ts";
import { isFigure, optionOf } from "#lib/core/charts/chart-option.ts";
import { styleOf } from "#lib/core/charts/chart-style.ts";
import { renderSvg } from "#lib/core/charts/render-svg.ts";
import {
  aHistoryChart,
  anEffectLine,
  aRunsChart,
  aSeriesChart,
  aTargetTrend,
  aVerdict,
  GOLDEN_CHARTS,
  REPORTED,
  UNDECIDED,
} from "#lib/testing/golden-charts.ts";

const paths = (svg: string, stroke: string) =>
  [...svg.matchAll(/<path[^>]*>/g)].filter(([tag]) => tag.includes(`stroke="${stroke}"`));
const LIGHT = styleOf("light").colours;

describe.each(GOLDEN_CHARTS.map((chart) => [`${chart.kind}, ${chart.title}`, chart] as const))(
  "%s",
  (_name, chart) => {
    it("gives the same bytes for the same chart, also after a round trip through JSON", () => {
      const first = renderSvg(chart, "print", 640);
      expect(renderSvg(chart, "print", 640)).toBe(first);
      expect(renderSvg(JSON.parse(JSON.stringify(chart)), "print", 640)).toBe(first);
    });

    it("is inert: no script, style, class of another, id or reference", () => {
      for (const width of [320, 776]) {
        const svg = renderSvg(chart, "light", width);
        expect(svg).not.toMatch(/<script|<style|\sid=|url\(|ecmeta|\son\w+=|href=|\sstyle=/);
        expect(svg).not.toMatch(/NaN|undefined|Infinity/);
      }
    });

    it("names the design tokens on screen, so that one drawing serves both themes", () => {
      const svg = renderSvg(chart, "screen", 640);
      expect(svg).toContain("var(--");
      expect(svg).not.toMatch(/#[0-9a-f]{6}/);
    });

    it("says what it shows to those who cannot see it", () => {
      expect(chart.alt.length).toBeGreaterThan(3);
      expect(renderSvg(chart, "light", 640)).toContain('role="img" aria-label="');
    });

    it("differs between the themes", () => {
      expect(renderSvg(chart, "dark", 640)).not.toBe(renderSvg(chart, "light", 640));
    });
  },
);

describe("an option", () => {
  it("is plain JSON, so that it can be sent to a browser", () => {
    for (const chart of GOLDEN_CHARTS.filter(isFigure)) {
      const { option } = optionOf(chart, styleOf("light"), 640);
      expect(JSON.parse(JSON.stringify(option))).toEqual(option);
    }
  });
});

describe("runs", () => {
  it("are one hollow circle each", () => {
    const circles = paths(renderSvg(aRunsChart(), "light", 640), LIGHT.chartSeries);
    expect(circles).toHaveLength(60);
    expect(circles.every(([tag]) => tag.includes('fill="none"'))).toBe(true);
  });

  it("have dotted medians when the verdict is inconclusive, and solid ones when it is not", () => {
    const dotted = aRunsChart({ verdict: UNDECIDED, before: [402, 380, 430], after: [386, 350, 420] });
    expect(renderSvg(dotted, "light", 640)).toContain("stroke-dasharray");
    expect(renderSvg(aRunsChart(), "light", 640)).not.toContain("stroke-dasharray");
  });

  it("have neither band nor median when they were only reported", () => {
    const chart = aRunsChart({ verdict: REPORTED, before: [1000], after: [1300] });
    const svg = renderSvg(chart, "light", 640);
    expect(svg).not.toContain("fill-opacity");
    expect(paths(svg, LIGHT.ink)).toHaveLength(2);
    expect(chart.source).toContain("one number a side");
  });

  it("take less of a page where name and value stand clear of each other in one line", () => {
    const height = (chart: RunsChart, width: number) => optionOf(chart, styleOf("light"), width).height;
    const verdict = aVerdict();
    const nearZero = { ...verdict, after: { ...verdict.after, center: 4, low: 3, high: 5 } };
    expect(height(aRunsChart(), 640)).toBeLessThan(height(aRunsChart({ verdict: nearZero }), 640));
    expect(height(aRunsChart(), 640)).toBeLessThan(height(aRunsChart(), 320));
  });

  it("keep their smallest and largest value when there are more than can be drawn, and say so", () => {
    const many = Array.from({ length: 9001 }, (_, index) => 100 + index / 100);
    const chart = aRunsChart({ before: many, after: [266] });
    expect(Math.min(...chart.before.values)).toBe(100);
    expect(Math.max(...chart.before.values)).toBe(190);
    expect(chart.before.n).toBe(9001);
    expect(chart.source).toContain("401 of 9,002 values are drawn");
  });
});

describe("a series", () => {
  it("stops where data are missing, and says so", () => {
    const svg = renderSvg(aSeriesChart(), "light", 776);
    const line = paths(svg, LIGHT.chartSeries)
      .map(([tag]) => tag)
      .join("");
    expect(line.match(/M/g)).toHaveLength(2);
    expect(svg).toContain("no data");
  });

  it("has no bracket where nothing is missing", () => {
    const whole = aSeriesChart({
      series: Array.from({ length: 400 }, (_, hour) => ({
        at: Date.parse("2026-07-19") + hour * 3_600_000,
        value: 400,
      })),
    });
    expect(renderSvg(whole, "light", 776)).not.toContain("no data");
  });

  it("hatches the roll-out only where there was one", () => {
    expect(renderSvg(aSeriesChart(), "light", 776)).toContain(LIGHT.chartHatch);
    expect(renderSvg(aSeriesChart({ rollout: null }), "light", 776)).not.toContain(LIGHT.chartHatch);
  });

  it("gives the after window the wash of its outcome, and none when inconclusive", () => {
    expect(renderSvg(aSeriesChart(), "light", 776)).toContain(LIGHT.chartWindowAfter);
    expect(renderSvg(aSeriesChart({ verdict: UNDECIDED }), "light", 776)).not.toContain(
      LIGHT.chartWindowAfter,
    );
  });

  it("names the changes near it", () => {
    const svg = renderSvg(aSeriesChart(), "light", 776);
    for (const label of ["C-40", "C-41", "C-44"]) expect(svg).toContain(`>${label}<`);
  });

  it("is drawn anew, not shrunk, where there is little room", () => {
    const ticks = (width: number) =>
      [...renderSvg(aSeriesChart(), "light", width).matchAll(/\d\u00a0(Jul|Aug)</g)].length;
    expect(ticks(340)).toBeLessThan(ticks(776));
    expect(renderSvg(aSeriesChart(), "light", 340)).toContain('font-size="12"');
  });

  it("keeps spikes and gaps of 50,000 points", () => {
    const at = (index: number) => Date.parse("2026-07-01") + index * 60_000;
    const series = Array.from({ length: 50_000 }, (_, index) => ({
      at: at(index),
      value: index > 9000 && index < 9100 ? null : index === 31_234 ? 999 : 100,
    }));
    const chart = aSeriesChart({ series });
    expect(chart.points.at.length).toBeLessThan(2500);
    expect(Math.max(...chart.points.values.map((value) => value ?? 0))).toBe(999);
    expect(chart.gaps).toEqual([{ from: at(9000), to: at(9100) }]);
    expect(chart.points.values).toContain(null);
  });
});

describe("an axis", () => {
  const firstTick = (svg: string) =>
    /text-anchor="start"[^>]*>([^<]*)<\/text>|>(0)<\/text>/.exec(svg)?.[0] ?? "";

  it("starts at zero for durations and hugs an uptime", () => {
    expect(renderSvg(aRunsChart(), "light", 640)).toContain(">0</text>");
    const uptime = aRunsChart({
      metric: { name: "Uptime", unit: "ratio" },
      kind: "ratio",
      verdict: aVerdict({
        unit: "ratio",
        better: "higher",
        before: { n: 3, center: 0.995, low: 0.994, high: 0.996 },
        after: { n: 3, center: 0.999, low: 0.998, high: 0.9995 },
      }),
      before: [0.994, 0.995, 0.996],
      after: [0.998, 0.999, 0.9995],
    });
    expect(renderSvg(uptime, "light", 640)).not.toContain(">0</text>");
    expect(renderSvg(uptime, "light", 640)).toContain("99.5\u00a0%");
    expect(firstTick(renderSvg(uptime, "light", 640))).not.toBe("");
  });
});

describe("an effect line", () => {
  const zero = (svg: string) => Number(/<line x1="([\d.]+)"/.exec(svg)?.[1]);
  const centre = (svg: string) => Number(/<circle cx="([\d.]+)"/.exec(svg)?.[1]);

  it("has better on the right, whatever the sign of the number", () => {
    const fall = renderSvg(anEffectLine(), "light", 180);
    const rise = renderSvg(
      anEffectLine(aVerdict({ better: "higher", effect: { relative: 0.3, low: 0.2, high: 0.4 } })),
      "light",
      180,
    );
    const worse = renderSvg(
      anEffectLine(aVerdict({ outcome: "regressed", effect: { relative: 0.09, low: 0.05, high: 0.13 } })),
      "light",
      180,
    );
    expect(centre(fall)).toBeGreaterThan(zero(fall));
    expect(centre(rise)).toBeGreaterThan(zero(rise));
    expect(centre(worse)).toBeLessThan(zero(worse));
  });

  it("is hollow and without whiskers when reported, dotted when inconclusive", () => {
    const reported = renderSvg(anEffectLine(REPORTED), "light", 180);
    expect(reported).toContain(`fill="${LIGHT.paper}"`);
    expect(reported.match(/<path|<line/g)).toHaveLength(1);
    expect(renderSvg(anEffectLine(UNDECIDED), "light", 180)).toContain("stroke-dasharray");
  });

  it("says that an effect in points has no place on a percent line", () => {
    const points = aVerdict({
      unit: "ratio",
      effect: { relative: -0.8, absolute: -0.017, absoluteLow: -0.02, absoluteHigh: -0.01 },
    });
    const svg = renderSvg(anEffectLine(points), "light", 180);
    expect(svg).toContain("in points");
    expect(svg).not.toContain("<circle");
  });

  it("brackets the prediction", () => {
    const svg = renderSvg(anEffectLine(aVerdict(), { low: -0.4, high: -0.2 }), "light", 180);
    expect(svg).toContain("v16");
    expect(renderSvg(anEffectLine(), "light", 180)).not.toContain("v16");
  });
});

describe("a target trend", () => {
  it("breaks where a period is missing, and marks a target that is met", () => {
    const svg = renderSvg(aTargetTrend(), "light", 150);
    expect(/ d="([^"]*)"/.exec(svg)?.[1]?.match(/M/g)).toHaveLength(2);
    expect(svg).toContain(LIGHT.improved);
    expect(renderSvg(aTargetTrend([3.4, 3.2, 3.1]), "light", 150)).not.toContain(LIGHT.improved);
  });
});

describe("text that people wrote", () => {
  const evil = `<script>alert(1)</script>" onload="x`;

  it("is drawn as it is written and never becomes markup", () => {
    const charts = [
      aRunsChart({ metric: { name: evil, unit: evil } }),
      aSeriesChart({
        metric: { name: evil, unit: evil },
        verdict: aVerdict({ unit: evil }),
        others: [{ at: Date.parse("2026-07-25"), label: evil }],
      }),
      aHistoryChart({
        metric: { name: evil, unit: evil },
        changes: [{ at: Date.parse("2026-07-25"), label: evil }],
      }),
    ];
    for (const chart of charts) {
      const svg = renderSvg(chart, "light", 776);
      expect(svg).not.toContain("<script");
      expect(svg).not.toContain('" onload="');
      expect(svg).toContain("&lt;script&gt;");
    }
  });
});

describe("any numbers at all", () => {
  it("make a drawing without a hole in it", () => {
    const value = fc.oneof(
      fc.double({ noNaN: true, min: -1e30, max: 1e30 }),
      fc.constantFrom(0, -1, 1e-300, 1e15),
    );
    const runs = fc.array(value, { minLength: 1, maxLength: 40 });
    const unit = fc.constantFrom("ms", "s", "ratio", "bytes", "1/s", "", "widgets");
    fc.assert(
      fc.property(runs, runs, unit, fc.integer({ min: 280, max: 1200 }), (before, after, name, width) => {
        const chart = aRunsChart({ before, after, metric: { name: "Any", unit: name } });
        expect(renderSvg(chart, "print", width)).not.toMatch(/NaN|undefined|Infinity/);
      }),
      { numRuns: 60 },
    );
  });
});
