import { placeboInWords } from "#lib/core/outcome-words.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";
import {
  formatPercent,
  formatPercentRange,
  formatPoints,
  formatPointsRange,
  formatQuantities,
  formatQuantityRange,
  isRatio,
  NO_VALUE,
} from "#lib/core/units.ts";
import { textTable } from "./text-table.ts";

/** Verdicts for a terminal: the sentence of each and how ordinary such a change is, one table, then warnings and methods. */
export function verdictText(verdicts: readonly Verdict[]): string {
  const sentences = verdicts.map(
    ({ sentence, placebo }) => `${[sentence, placeboInWords(placebo, false)].filter(Boolean).join("\n")}\n`,
  );
  const head = ["", "before", "after", "effect", "interval", "outcome"];
  const table = textTable([head, ...verdicts.map(tableRow)], [1, 2, 3, 4]);
  const warnings = unique(
    verdicts.flatMap((verdict) => verdict.warnings.map((warning) => `! ${warning.message}\n`)),
  );
  const methods = unique(
    verdicts.map((verdict) => `Method: ${verdict.method} (engine ${verdict.engine}).\n`),
  );
  const blocks = [sentences, [table], warnings, methods];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join(""))
    .join("\n");
}

function tableRow(verdict: Verdict): string[] {
  const [before = NO_VALUE, after = NO_VALUE] = formatQuantities(
    [verdict.before.center, verdict.after.center],
    verdict.unit,
  );
  const outcome = verdict.reason === null ? verdict.outcome : `${verdict.outcome} (${verdict.reason})`;
  return [verdict.metric, before, after, ...effectCells(verdict), outcome];
}

function effectCells({ effect, unit }: Verdict): [effect: string, interval: string] {
  const { absolute, absoluteLow, absoluteHigh, relative, low, high } = effect;
  if (isRatio(unit)) {
    const points = absolute === null ? NO_VALUE : formatPoints(absolute, { signed: true });
    const known = absoluteLow !== null && absoluteHigh !== null;
    return [points, known ? formatPointsRange(absoluteLow, absoluteHigh, { signed: true }) : ""];
  }
  if (relative !== null) {
    const known = low !== null && high !== null;
    const percent = formatPercent(relative, { signed: true });
    return [percent, known ? formatPercentRange(low, high, { signed: true }) : ""];
  }
  const known = absoluteLow !== null && absoluteHigh !== null;
  const [size = NO_VALUE] = formatQuantities([absolute], unit);
  return [size, known ? formatQuantityRange(absoluteLow, absoluteHigh, unit) : ""];
}

function unique(lines: readonly string[]): string[] {
  return [...new Set(lines)];
}
