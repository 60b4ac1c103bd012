import type { Locator, Page } from "@playwright/test";
import { effectText } from "#lib/core/effect-text.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";
import { formatQuantities } from "#lib/core/units.ts";
import { countInWords } from "#lib/core/words.ts";

/**
 * What a result reads, wherever it stands: written by lib/core/effect-text.ts and lib/core/units.ts from the verdict as it
 * is stored. White space and no-break spaces are one blank.
 */
export type Figures = {
  before: string;
  after: string;
  /** "−20 %", "+1.8 points"; empty where nothing can be said. */
  effect: string;
  /** "−21 to −18 %"; empty without one. */
  interval: string;
  sentence: string;
};

export function figuresOf(verdict: Verdict): Figures {
  const [before = "", after = ""] = formatQuantities(
    [verdict.before.center, verdict.after.center],
    verdict.unit,
  );
  const { value, interval } = effectText(verdict);
  const { sentence } = verdict;
  return {
    before: blanks(before),
    after: blanks(after),
    effect: blanks(value ?? ""),
    interval: blanks(interval ?? ""),
    sentence: blanks(sentence),
  };
}

/** In tables of the portal the unit stands once, behind the effect, and points are "pts". */
export function shortened({ effect, interval }: Figures): { effect: string; interval: string } {
  return { effect: effect.replace(/points?$/, "pts"), interval: interval.replace(/ (%|points)$/, "") };
}

/** Every number in a text, without its sign: a sentence says "fell by" where a column has a minus. */
export function numbersIn(text: string): string[] {
  return (
    blanks(text)
      .replaceAll(/\b[CR]-\d+/g, "")
      .match(/\d[\d,]*(?:\.\d+)?/g) ?? []
  );
}

/** Numbers in a text that are none of the result's. */
export function strangersIn(text: string, figures: Figures): string[] {
  const own = new Set(numbersIn(Object.values(figures).join(" ")));
  return numbersIn(text).filter((number) => !own.has(number));
}

export type Line = {
  /** The first change that it names or leads to. */
  number: number;
  text: string;
  cells: string[];
};

/** Rows and items that tell of a change, by its reference or its address. */
export async function linesOf(within: Page | Locator): Promise<Line[]> {
  const scope = "goto" in within ? within.locator("main") : within;
  const found = await scope.evaluateAll((roots) =>
    roots.flatMap((root) =>
      [...root.querySelectorAll("tr, li")]
        .filter((line) => line.querySelector("tr, li") === null)
        .map((line) => ({
          text: line.textContent ?? "",
          address: line.querySelector('a[href*="/changes/"]')?.getAttribute("href") ?? "",
          cells: [...line.querySelectorAll("th, td")].map((cell) => cell.textContent ?? ""),
        })),
    ),
  );
  return found.flatMap(({ text, address, cells }) => {
    const number = Number((/\bC-(\d+)/.exec(text) ?? /\/changes\/(\d+)/.exec(address))?.[1] ?? 0);
    return number === 0 ? [] : [{ number, text: blanks(text), cells: cells.map(blanks) }];
  });
}

export function blanks(text: string): string {
  return text.replaceAll(/[\s\u00a0]+/g, " ").trim();
}

/** The count that a sentence gives in words or figures: "Seven changes proved better" is 7. Null where it gives none. */
export function countSaid(text: string, said: RegExp): number | null {
  const word = said.exec(text)?.[1]?.toLowerCase();
  if (word === undefined) return null;
  if (/^\d/.test(word)) return Number(word.replaceAll(",", ""));
  if (word === "no" || word === "none") return 0;
  const count = Array.from({ length: 21 }, (_, number) => number).find((n) => countInWords(n) === word);
  return count ?? null;
}
