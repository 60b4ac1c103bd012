/** How much of a proven gain is kept: in whole percent, wherever it is said. */

import { formatPercent, formatPercentRange } from "#lib/core/units.ts";

/** "60 %", and "−12 %" where more than all of it is gone. */
export function keptPercent(share: number): string {
  return formatPercent(whole(share), style);
}

/** "(41 to 78 %)": its interval. */
export function keptInterval(low: number, high: number): string {
  return `(${formatPercentRange(whole(low), whole(high), style)})`;
}

/** "60 % of it is left.", for people who ask how much there still is. */
export function leftInWords(share: number): string {
  return whole(share) <= 0 ? "Nothing of it is left." : `${keptPercent(share)} of it is left.`;
}

const style = { decimals: 0 };

// Unlike a fall, a gain may be kept whole: 100.08 % of it is all of it.
function whole(fraction: number): number {
  return Math.round(fraction * 100) / 100;
}
