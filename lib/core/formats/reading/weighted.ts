/** Values that stand for many: a value and how often it was. */
export type Weighted = { value: number; count: number };

export function weightedMean(values: readonly Weighted[]): number {
  const total = values.reduce((sum, { count }) => sum + count, 0);
  return values.reduce((sum, { value, count }) => sum + value * (count / total), 0);
}

/** The smallest value that this share of all did not exceed. */
export function weightedQuantile(values: readonly Weighted[], share: number): number {
  const ascending = values.toSorted((one, other) => one.value - other.value);
  const total = ascending.reduce((sum, { count }) => sum + count, 0);
  let passed = 0;
  for (const { value, count } of ascending) {
    passed += count;
    if (passed >= total * share) return value;
  }
  return ascending.at(-1)?.value ?? Number.NaN;
}
