/**
 * How much of an overview one page of A4 holds. Text cannot be measured before it is printed, so its lines are estimated
 * from its length, on the long side, and lists are shortened in turn until all fits, and the type after them. What is left
 * out is counted on the page; what weakens a claim is shortened last.
 */

import { savingsNote } from "#lib/changes/worth-words.ts";
import type { Overview, OverviewResult, OverviewRisk } from "#lib/plan/overview-schema.ts";
import { computedInWords, statedInWords } from "#lib/reviews/stated-in-words.ts";

/** How many of each list. */
type Lists = {
  better: number;
  /** Of each: what got worse, was taken back, is inconclusive, only reported. */
  apart: number;
  points: number;
  targets: number;
  next: number;
};

export type PrintBudget = Lists & {
  /** Very long names need smaller type as well. */
  scale: number;
};

/** A4 without its margins, in pixels of CSS, less a little for the estimate. */
const page = { width: 673, height: 1017 - 20 };
const most: Lists = { better: 8, apart: 3, points: 3, targets: 6, next: 3 };
const least: Lists = { better: 1, apart: 1, points: 2, targets: 1, next: 1 };
/** Who gives way, again and again. */
const order: (keyof Lists)[] = ["next", "targets", "better", "targets", "better", "apart", "points"];

export function printBudget(overview: Overview): PrintBudget {
  const budget = { ...most };
  for (let turn = 0; heightOf(overview, budget) > page.height && turn < 200; turn++) {
    const part = order[turn % order.length] ?? "next";
    budget[part] = Math.max(least[part], Math.min(budget[part], lengthOf(overview, part)) - 1);
  }
  return { ...budget, scale: Math.min(1, page.height / heightOf(overview, budget)) };
}

function lengthOf(overview: Overview, part: keyof Lists): number {
  const longest = (...lists: unknown[][]) => Math.max(...lists.map((list) => list.length));
  switch (part) {
    case "better":
      return overview.better.flatMap(({ results }) => results).length;
    case "apart":
      return longest(...apartOf(overview));
    case "points":
      return longest(overview.risks, overview.asks, overview.voices);
    case "targets":
      return overview.targets.length;
    case "next":
      return overview.next.length;
  }
}

const more = 16;
const section = { margin: 19, head: 27, table: 26 };

export function heightOf(overview: Overview, budget: Lists): number {
  const { better, targets, next, headline, stated, simulated } = overview;
  const rows = better.flatMap(({ results }) => results).slice(0, budget.better);
  return (
    (simulated ? 34 : 0) +
    22 +
    lines(stated?.words ?? headline, 480, 9.2) * 32 +
    (stated
      ? 8 + (lines(computedInWords(headline), 650, 6) + lines(statedInWords(stated, "UTC"), 650, 6)) * 18
      : 0) +
    76 +
    columnsHeight(
      [overview.risks, overview.asks, overview.voices].map((points) =>
        points.slice(0, budget.points).map(pointTexts),
      ),
    ) +
    table(
      rows.map(
        ({ change }) => 8 + lines(nameOf(change), 245, 5.9) * 18 + lines(placeOf(change), 245, 4.8) * 14,
      ),
    ) +
    columnsHeight(apartOf(overview).map((results) => results.slice(0, budget.apart).map(resultTexts))) +
    sentencesHeight(overview.worth?.sentences.map(({ sentence }) => sentence) ?? []) +
    table(
      targets
        .slice(0, budget.targets)
        .map(
          ({ target }) =>
            10 + lines(`${target.metricName} Resource utilisation, by 31 Mar 2027`, 450, 5.7) * 16,
        ),
    ) +
    table(
      next
        .slice(0, budget.next)
        .map(
          (work) =>
            10 +
            Math.max(lines(`${work.title} C-1234 ${work.about}`, 400, 5.7), lines(work.standing, 150, 5.7)) *
              16,
        ),
    ) +
    56
  );
}

function table(rows: number[]): number {
  if (rows.length === 0) return 0;
  return section.margin + section.head + section.table + more + sum(rows);
}

/** On paper they run on behind their title, as wide as the page. */
function sentencesHeight(sentences: string[]): number {
  if (sentences.length === 0) return 0;
  return (
    section.margin + 4 + lines(`Cost and benefit. ${sentences.join(" ")} ${savingsNote}`, page.width, 6) * 18
  );
}

/** Lists side by side are as high as the highest. */
function columnsHeight(lists: [sentence: string, note: string][][]): number {
  const shown = lists.filter((list) => list.length > 0);
  if (shown.length === 0) return 0;
  const width = (page.width - 20 * (shown.length - 1)) / shown.length - 28;
  const heights = shown.map((list) =>
    sum(list.map(([sentence, note]) => 10 + lines(sentence, width, 6) * 18 + lines(note, width, 4.8) * 16)),
  );
  return section.margin + section.head + more + Math.max(...heights);
}

function pointTexts(risk: OverviewRisk): [string, string] {
  return "change" in risk ? resultTexts(risk) : [risk.sentence, risk.note ?? ""];
}

function resultTexts({ change }: OverviewResult): [string, string] {
  return [change.primary?.verdict.sentence ?? change.title, `${change.systemName}. C-1234 Rolled back`];
}

function nameOf(change: OverviewResult["change"]): string {
  return `${change.primary?.metricName ?? change.title} fell by 34 %`;
}

function placeOf(change: OverviewResult["change"]): string {
  return `C-1234 · ${change.systemName} · proven by samples`;
}

function apartOf({ worse, withdrawn, inconclusive, reported }: Overview): OverviewResult[][] {
  return [worse, withdrawn, inconclusive, reported].map(({ results }) => results);
}

/** Lines that a text takes: words do not fill a line to its end. */
function lines(text: string, width: number, character: number): number {
  const full = (text.length * character) / width;
  if (full === 0) return 0;
  return full <= 1 ? 1 : Math.ceil(full * 1.1);
}

function sum(heights: number[]): number {
  return heights.reduce((total, height) => total + height, 0);
}
