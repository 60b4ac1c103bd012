import fc from "fast-check";
import { expect, test } from "vitest";
import type { Overview } from "#lib/plan/overview-schema.ts";
import { heightOf, printBudget } from "#lib/plan/print-budget.ts";

test("a small quarter is printed whole", () => {
  const small = overviewOf({ better: 3, apart: 0, targets: 3, next: 2, worth: 0, text: 25, stated: false });
  const budget = printBudget(small);
  expect(budget.scale).toBe(1);
  expect(budget.better).toBeGreaterThanOrEqual(3);
  expect(budget.targets).toBeGreaterThanOrEqual(3);
  expect(budget.next).toBeGreaterThanOrEqual(2);
});

test("whatever a quarter holds, what is printed has room on one page, and something of each is there", () => {
  const sizes = fc.record({
    better: fc.nat(20),
    apart: fc.nat(5),
    targets: fc.nat(40),
    next: fc.nat(5),
    worth: fc.nat(3),
    text: fc.integer({ min: 10, max: 100 }),
    stated: fc.boolean(),
  });
  fc.assert(
    fc.property(sizes, (size) => {
      const overview = overviewOf(size);
      const budget = printBudget(overview);
      expect(heightOf(overview, budget) * budget.scale).toBeLessThanOrEqual(1017);
      expect(budget.scale).toBeGreaterThan(0.6);
      const { scale: _, ...lists } = budget;
      expect(Math.min(...Object.values(lists))).toBeGreaterThanOrEqual(1);
    }),
  );
});

type Sizes = {
  better: number;
  apart: number;
  targets: number;
  next: number;
  worth: number;
  text: number;
  stated: boolean;
};

const longestStatement = {
  words: "W".repeat(160),
  reason: "W".repeat(300),
  by: "Nobuhle Ramaphosa",
  at: "2026-10-03T08:00:00.000Z",
};

/** Only what a page's height depends on. */
function overviewOf({ better, apart, targets, next, worth, text, stated }: Sizes): Overview {
  const words = "measured ".repeat(30).slice(0, text);
  const change = { title: words, systemName: "Royalty calculation", practiceName: "Indexing" };
  const result = {
    change: { ...change, primary: { metricName: words, verdict: { sentence: `${words} ${words}` } } },
  };
  const many = (count: number, each: unknown) => Array.from({ length: count }, () => each);
  const part = { count: apart, results: many(apart, result) };
  return {
    headline: "Twelve changes proved better. One made things worse and was rolled back.",
    stated: stated ? longestStatement : null,
    simulated: true,
    better: [{ results: many(better, result) }],
    worse: part,
    withdrawn: part,
    inconclusive: part,
    reported: part,
    risks: many(3, { sentence: words, note: words, href: "/" }),
    asks: many(3, { sentence: words, note: null, href: "/" }),
    voices: many(4, { sentence: words, note: "41 votes · Planned", href: "/" }),
    worth: { sentences: many(worth, { sentence: `${words} ${words}`.slice(0, 165), note: null, href: "/" }) },
    targets: many(targets, { target: { metricName: words } }),
    next: many(next, { title: words, about: "Royalty calculation", standing: "Planned" }),
  } as unknown as Overview;
}
