import { betaShare } from "./beta.ts";
import { logBeta } from "./gamma.ts";
import { normalQuantile } from "./normal.ts";

/** Student's t with any positive, also fractional, degrees of freedom. */
export function studentCdf(t: number, df: number): number {
  return t > 0 ? 1 - studentTail(t, df) : studentTail(-t, df);
}

/** P(T > t). */
function studentTail(t: number, df: number): number {
  const half = twoSidedStudent(t, df) / 2;
  return t >= 0 ? half : 1 - half;
}

/** P(|T| > |t|): the two-sided p. Infinite t gives 0. */
export function twoSidedStudent(t: number, df: number): number {
  if (Number.isNaN(t) || !(df > 0)) return Number.NaN;
  const square = t * t;
  if (!Number.isFinite(square)) return 0;
  return betaShare(df / 2, 0.5, df / (df + square), square / (df + square));
}

/** The t below which a share p lies. */
export function studentQuantile(p: number, df: number): number {
  if (p === 0.5) return 0;
  return p > 0.5 ? upperQuantile(1 - p, df) : -upperQuantile(p, df);
}

function upperQuantile(tail: number, df: number): number {
  if (!(tail > 0) || !(df > 0)) return tail === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  if (df === 1) return 1 / Math.tan(Math.PI * tail);
  if (df === 2) return (1 - 2 * tail) / Math.sqrt(2 * tail * (1 - tail));
  return refined(tail, df, firstGuess(normalQuantile(1 - tail), df));
}

// Cornish–Fisher in 1/df (A&S 26.7.5).
function firstGuess(z: number, df: number): number {
  const guess =
    z +
    (z ** 3 + z) / (4 * df) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * df ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * df ** 3);
  return Number.isFinite(guess) && guess > 0 ? guess : 1;
}

// Newton's method between brackets that only close.
function refined(tail: number, df: number, start: number): number {
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let t = start;
  const logNorm = logBeta(df / 2, 0.5) + Math.log(df) / 2;
  for (let i = 0; i < 200; i += 1) {
    const gap = studentTail(t, df) - tail;
    if (gap === 0) return t;
    if (gap > 0) low = t;
    else high = t;
    const density = Math.exp(-((df + 1) / 2) * Math.log1p((t * t) / df) - logNorm);
    const newton = t + gap / density;
    const inside = newton > low && newton < high;
    const next = inside ? newton : Number.isFinite(high) ? (low + high) / 2 : 2 * t;
    if (Math.abs(next - t) <= 4e-16 * t) return next;
    t = next;
  }
  return t;
}
