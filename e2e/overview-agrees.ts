import type { Page } from "@playwright/test";
import { currentValue, distanceOf } from "#lib/changes/target-standing.ts";
import { formatQuantities } from "#lib/core/units.ts";
import type { Overview } from "#lib/plan/overview-schema.ts";
import { blanks, countSaid, linesOf, shortened } from "./figures.ts";
import { figuresBy, lineNumber, noStrangers, type World } from "./parity-world.ts";
import { counts } from "./seeded-quarter.ts";
import { expect } from "./signed-in.ts";

/** What the page of the overview says, with an account or without. */
export async function overviewAgrees(on: Page, world: World): Promise<void> {
  const { known, overview } = world;
  const headline = await on.getByRole("heading", { level: 1 }).textContent();
  headlineAgrees(headline ?? "");
  const tallies = await on.locator("main ul").first().getByRole("listitem").allTextContents();
  const tally = (word: string) =>
    tallies
      .find((text) => text.startsWith(word))
      ?.replaceAll(/[^\d;]/g, "")
      .split(";");
  expect(tally("Improved")).toEqual([String(counts.better), String(counts.withdrawnBetter)]);
  expect(tally("Unchanged")).toEqual([String(counts.unchanged)]);
  expect(tally("Regressed")?.[0]).toBe(`${counts.worse}${counts.worseUndone}`);
  expect(tally("Inconclusive")).toEqual([String(counts.inconclusive)]);
  expect(tally("Reported")).toEqual([String(counts.reported)]);
  expect(tally("No verdict")).toEqual([String(counts.open)]);

  const lines = await linesOf(on);
  noStrangers(world, lines);
  const table = on.getByRole("table", { name: "What got better" });
  const better = await linesOf(table);
  expect(better).toHaveLength(counts.better);
  for (const {
    number,
    cells: [finding = "", before = "", after = "", effect, interval],
  } of better) {
    const figures = figuresBy(world, number);
    const title = known.get(number)?.change.title ?? "";
    // The finding is the sentence without its interval, which has a column of its own.
    expect
      .soft(figures.sentence.replace(/ \([^)]*\)/, "").startsWith(finding.split(title)[0] ?? "?"), finding)
      .toBe(true);
    expect.soft([before.replace(/ to$/, ""), after], finding).toEqual([figures.before, figures.after]);
    expect.soft({ effect, interval }, finding).toEqual(shortened(figures));
  }
  const rest = lines.filter(({ cells, text }) => cells.length === 0 && known.get(lineNumber(text))?.figures);
  expect(rest.length).toBeGreaterThanOrEqual(
    counts.worse + counts.withdrawn + counts.inconclusive + counts.reported,
  );
  for (const { number, text } of rest) expect.soft(text).toContain(figuresBy(world, number).sentence);
  const gains = on.locator("section", { has: on.getByRole("heading", { name: "Biggest gains" }) });
  const said = (await gains.getByRole("listitem").allTextContents()).map(blanks);
  expect(said).toHaveLength(3);
  for (const [index, words] of said.entries()) {
    const sentence = figuresBy(world, overview.gains[index]?.change.number ?? 0).sentence;
    expect.soft(sentence.startsWith(words), `${words} / ${sentence}`).toBe(true);
  }
  const targets = await on.getByRole("table", { name: "Targets" }).locator("tbody tr").all();
  expect(targets).toHaveLength(overview.targets.length);
  for (const [index, row] of targets.entries()) {
    const [name, , now, goal, distance] = (await row.locator("th, td").allTextContents()).map(blanks);
    expect.soft([now, goal, distance], name).toEqual(targetWritten(overview, index));
  }
}

/** The counts of the headline, which are words. */
export function headlineAgrees(headline: string): void {
  expect(countSaid(headline, /(\w+) changes? proved better/)).toBe(counts.better);
  expect(countSaid(headline, /(\w+) made things worse/)).toBe(counts.worse);
  expect(countSaid(headline, /and (\w+) of them was rolled back/)).toBe(counts.worseUndone);
}

/** Now, target and distance, as they stand in every table of targets. */
export function targetWritten({ targets }: Overview, index: number): string[] {
  const standing = targets[index];
  if (!standing) throw new Error("No such target.");
  const { target } = standing;
  const [now = "", goal = ""] = formatQuantities([currentValue(standing), target.value], target.unit);
  return [now, goal, distanceOf(standing)].map(blanks);
}
