import { formatPercentRange } from "#lib/core/units.ts";
import type { Item } from "#lib/roadmap/schema.ts";

type Expectation = {
  expected: Omit<NonNullable<Item["expected"]>, "metric"> | null;
  expectation: string;
};

/** "Query time, −25 to −15 %", the expectation in words, or that nothing was said. */
export function expectedText({ expected, expectation }: Expectation): string {
  if (expected) {
    const range = formatPercentRange(expected.low, expected.high, { signed: true });
    return `${expected.metricName}, ${range}`;
  }
  return expectation || "Nothing stated";
}
