import { at, type Values } from "../sequence.ts";
import { betaShare } from "../special/beta.ts";

/** The Harrell–Davis (1982) quantile of ascending values: all values, weighted by a beta distribution. */
export function harrellDavis(ordered: Values, p: number): number {
  const n = ordered.length;
  const [a, b] = [(n + 1) * p, (n + 1) * (1 - p)];
  let [total, before] = [0, 0];
  for (let i = 1; i <= n; i += 1) {
    const reached = betaShare(a, b, i / n, (n - i) / n);
    total += (reached - before) * at(ordered, i - 1);
    before = reached;
  }
  return total;
}
