import { pooledRanks } from "./ranks.ts";
import { at, mean, sorted, type Values } from "./sequence.ts";
import { normalTail } from "./special/normal.ts";
import { twoSidedStudent } from "./special/student.ts";

export type BrunnerMunzel = {
  /** Infinite where the samples do not overlap; then p by t is not defined. */
  statistic: number;
  p: number | null;
  pNormal: number;
  /** P(x < y) + P(x = y) / 2. */
  superiority: number;
};

/** Brunner & Munzel (2000): compares two samples without assuming equal spread. */
export function brunnerMunzel(x: Values, y: Values): BrunnerMunzel {
  const [n, m] = [x.length, y.length];
  const { first, second } = pooledRanks(x, y);
  const [meanX, meanY] = [mean(first) / 2, mean(second) / 2];
  const [spreadX, spreadY] = [placementSpread(sorted(x), first), placementSpread(sorted(y), second)];
  const pooled = n * spreadX + m * spreadY;
  const superiority = (meanY - (m + 1) / 2) / n;
  if (!(pooled > 0)) {
    const apart = superiority !== 0.5;
    const statistic = apart ? Math.sign(superiority - 0.5) * Number.POSITIVE_INFINITY : 0;
    return { statistic, p: apart ? null : 1, pNormal: apart ? 0 : 1, superiority };
  }
  const statistic = (n * m * (meanY - meanX)) / ((n + m) * Math.sqrt(pooled));
  const df = pooled ** 2 / ((n * spreadX) ** 2 / (n - 1) + (m * spreadY) ** 2 / (m - 1));
  const pNormal = 2 * normalTail(Math.abs(statistic));
  return { statistic, p: twoSidedStudent(statistic, df), pNormal, superiority };
}

// The variance of (pooled rank − rank within the own sample), both in ascending order.
function placementSpread(values: Float64Array, pooled: Float64Array): number {
  const own = pooledRanks(values, []).first;
  const gaps = Float64Array.from(own, (rank, i) => (at(pooled, i) - rank) / 2);
  const centre = mean(gaps);
  let total = 0;
  for (const gap of gaps) total += (gap - centre) ** 2;
  return total / (values.length - 1);
}
