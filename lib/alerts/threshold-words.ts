import type { Episode } from "#lib/alerts/threshold-episodes.ts";
import { formatQuantity } from "#lib/core/units.ts";
import { timeInWords } from "#lib/core/words.ts";

type Named = { name: string; unit: string; better: string };

/** "Transaction search, p95 is above 500 ms" */
export function thresholdTitle({ name, unit, better }: Named, { limit }: Episode): string {
  return `${name} is ${better === "lower" ? "above" : "below"} ${formatQuantity(limit, unit)}`.slice(0, 200);
}

/** "812 ms at the worst, past it for 5 minutes or longer." */
export function thresholdWords({ unit }: Named, { worst }: Episode, holdSeconds: number): string {
  return `${formatQuantity(worst, unit)} at the worst, past it for ${timeInWords(holdSeconds)} or longer.`;
}
