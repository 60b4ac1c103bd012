import { formatPercentRange } from "#lib/core/units.ts";
import type { Item } from "#lib/roadmap/schema.ts";

/** "Query time, −25 to −15 %", the expectation in words, or that nothing was said. */
export function expectedText({ expected, expectation }: Pick<Item, "expected" | "expectation">): string {
  if (expected) {
    const range = formatPercentRange(expected.low, expected.high, { signed: true });
    return `${expected.metricName}, ${range}`;
  }
  return expectation || "Nothing stated";
}
