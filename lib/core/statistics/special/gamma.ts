/**
 * Gamma and beta functions in logarithms, and the regularized incomplete gamma function.
 *
 * Lanczos below ten, Stirling's series from ten on, so that differences of large logarithms keep their digits
 * (relative error about 1e-14). Source: Press et al., Numerical Recipes, ch. 6; Abramowitz & Stegun 6.1.40.
 */

const HALF_LOG_TWO_PI = 0.9189385332046727;
const TINY = 1e-300;
const EPSILON = 1e-16;

const LANCZOS = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
  12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

/** ln Γ(x) for x > 0. */
function logGamma(x: number): number {
  if (x >= 10) return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingRest(x);
  const shifted = x - 1;
  const base = shifted + 7.5;
  let series = LANCZOS[0] ?? 0;
  for (let i = 1; i < LANCZOS.length; i += 1) series += (LANCZOS[i] ?? 0) / (shifted + i);
  return HALF_LOG_TWO_PI + (shifted + 0.5) * Math.log(base) - base + Math.log(series);
}

/** ln B(a, b) for a, b > 0. */
export function logBeta(a: number, b: number): number {
  const [small, large] = a < b ? [a, b] : [b, a];
  if (large < 10) return logGamma(small) + logGamma(large) - logGamma(small + large);
  const logShare = Math.log1p(-small / (small + large));
  const rest = stirlingRest(large) - stirlingRest(small + large);
  if (small >= 10) {
    return (
      HALF_LOG_TWO_PI -
      0.5 * Math.log(large) +
      (small - 0.5) * Math.log(small / (small + large)) +
      large * logShare +
      rest +
      stirlingRest(small)
    );
  }
  return logGamma(small) + small - small * Math.log(small + large) + (large - 0.5) * logShare + rest;
}

/** The share of the gamma distribution above x: Q(a, x), for a > 0 and x ≥ 0. */
export function upperGammaShare(a: number, x: number): number {
  if (x <= 0) return 1;
  return x < a + 1 ? 1 - gammaSeries(a, x) : gammaFraction(a, x);
}

function gammaSeries(a: number, x: number): number {
  let term = 1 / a;
  let total = term;
  for (let k = 1; k < 10_000 && Math.abs(term) > Math.abs(total) * EPSILON; k += 1) {
    term *= x / (a + k);
    total += term;
  }
  return total * Math.exp(a * Math.log(x) - x - logGamma(a));
}

// Lentz's method for the continued fraction of Γ(a, x).
function gammaFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let fraction = d;
  for (let i = 1; i < 10_000; i += 1) {
    const numerator = -i * (i - a);
    b += 2;
    d = 1 / atLeastTiny(numerator * d + b);
    c = atLeastTiny(b + numerator / c);
    const step = d * c;
    fraction *= step;
    if (Math.abs(step - 1) < EPSILON * 2) break;
  }
  return fraction * Math.exp(a * Math.log(x) - x - logGamma(a));
}

function atLeastTiny(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}

function stirlingRest(x: number): number {
  const q = 1 / (x * x);
  return (1 / 12 - q * (1 / 360 - q * (1 / 1260 - q * (1 / 1680 - q * (1 / 1188 - (q * 691) / 360360))))) / x;
}
