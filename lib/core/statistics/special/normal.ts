import { upperGammaShare } from "./gamma.ts";

/** The standard normal distribution, to 1e-12 and in the far tails too. */
export function normalCdf(z: number): number {
  return normalTail(-z);
}

/** P(Z > z). */
export function normalTail(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  const tail = upperGammaShare(0.5, (z * z) / 2) / 2;
  return z > 0 ? tail : 1 - tail;
}

function normalDensity(z: number): number {
  return Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** The z below which a share p lies; infinite at 0 and 1. */
export function normalQuantile(p: number): number {
  if (p === 0.5) return 0;
  if (p > 0.5) return upperNormalQuantile(1 - p);
  return -upperNormalQuantile(p);
}

// A first guess (Hastings, A&S 26.2.23), then Halley's method on the tail.
function upperNormalQuantile(tail: number): number {
  if (!(tail > 0)) return tail === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  const t = Math.sqrt(-2 * Math.log(tail));
  let z =
    t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (let i = 0; i < 4; i += 1) {
    const error = (normalTail(z) - tail) / normalDensity(z);
    z += error / (1 - (error * z) / 2);
    if (Math.abs(error) < 1e-15) break;
  }
  return z;
}
