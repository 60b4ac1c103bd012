/** Textbook methods for proportions. The verdict does not use them; they are what ours is checked and compared with. */

import { betaQuantile } from "../special/beta.ts";
import { binomialMass, logChoose } from "../special/binomial.ts";
import { normalQuantile, normalTail } from "../special/normal.ts";

type Interval = { low: number; high: number };
type Table = { s1: number; n1: number; s2: number; n2: number };

export function jeffreysInterval(successes: number, n: number, level = 0.95): Interval {
  const tail = (1 - level) / 2;
  const [a, b] = [successes + 0.5, n - successes + 0.5];
  return { low: betaQuantile(tail, a, b), high: betaQuantile(1 - tail, a, b) };
}

export function agrestiCoullInterval(successes: number, n: number, level = 0.95): Interval {
  const z = normalQuantile((1 + level) / 2);
  const enlarged = n + z * z;
  const p = (successes + (z * z) / 2) / enlarged;
  const half = z * Math.sqrt((p * (1 - p)) / enlarged);
  return { low: Math.max(0, p - half), high: Math.min(1, p + half) };
}

/** z of p2 − p1 with the pooled variance, and its p. */
export function pooledZ({ s1, n1, s2, n2 }: Table): { z: number; p: number } {
  const pooled = (s1 + s2) / (n1 + n2);
  const z = (s2 / n2 - s1 / n1) / Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));
  return { z, p: 2 * normalTail(Math.abs(z)) };
}

/** Fisher's exact test, two-sided: all tables that are no likelier than the one seen. */
export function fisherExact({ s1, n1, s2, n2 }: Table): number {
  const mass = hypergeometric(n1, n2, s1 + s2);
  const limit = mass(s1) * (1 + 1e-7);
  let total = 0;
  for (let k = Math.max(0, s1 + s2 - n2); k <= Math.min(n1, s1 + s2); k += 1) {
    if (mass(k) <= limit) total += mass(k);
  }
  return Math.min(1, total);
}

/** Boschloo's test: Fisher's one-sided p as the statistic, maximised over the unknown common proportion; doubled. */
export function boschlooExact(table: Table): number {
  return Math.min(1, 2 * Math.min(boschlooOneSided(table, "less"), boschlooOneSided(table, "greater")));
}

function boschlooOneSided({ s1, n1, s2, n2 }: Table, side: "less" | "greater"): number {
  const statistic = (a: number, b: number) => {
    const mass = hypergeometric(n1, n2, a + b);
    const [from, to] = side === "less" ? [Math.max(0, a + b - n2), a] : [a, Math.min(n1, a + b)];
    let total = 0;
    for (let k = from; k <= to; k += 1) total += mass(k);
    return total;
  };
  const limit = statistic(s1, s2) * (1 + 1e-13);
  const extreme: [number, number][] = [];
  for (let a = 0; a <= n1; a += 1) {
    for (let b = 0; b <= n2; b += 1) if (statistic(a, b) <= limit) extreme.push([a, b]);
  }
  const chance = (p: number) =>
    extreme.reduce((total, [a, b]) => total + binomialMass(a, n1, p) * binomialMass(b, n2, p), 0);
  return maximum(chance);
}

// A grid, then golden section around its best point.
function maximum(f: (p: number) => number): number {
  const grid = Array.from({ length: 999 }, (_, i) => (i + 1) / 1000);
  const best = grid.reduce((a, b) => (f(b) > f(a) ? b : a));
  let [low, high] = [best - 0.001, best + 0.001];
  const golden = (Math.sqrt(5) - 1) / 2;
  for (let i = 0; i < 60; i += 1) {
    const [a, b] = [high - golden * (high - low), low + golden * (high - low)];
    if (f(a) > f(b)) high = b;
    else low = a;
  }
  return f((low + high) / 2);
}

function hypergeometric(n1: number, n2: number, successes: number): (k: number) => number {
  const whole = logChoose(n1 + n2, successes);
  return (k) => Math.exp(logChoose(n1, k) + logChoose(n2, successes - k) - whole);
}
