/** Textbook adjustments of p-values that the verdict does not use. */

export function bonferroni(values: readonly number[]): number[] {
  return values.map((p) => Math.min(1, p * values.length));
}

/** Benjamini & Yekutieli (2001): holds under any dependence. */
export function benjaminiYekutieli(values: readonly number[]): number[] {
  const n = values.length;
  const harmonic = values.reduce((total, _, i) => total + 1 / (i + 1), 0);
  const order = values.map((p, index) => ({ p, index })).sort((a, b) => b.p - a.p);
  const result = values.slice();
  let reached = 1;
  order.forEach(({ p, index }, i) => {
    reached = Math.min(reached, (p * n * harmonic) / (n - i));
    result[index] = reached;
  });
  return result;
}

/** Hommel (1988). */
export function hommel(values: readonly number[]): number[] {
  const n = values.length;
  const order = values.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p);
  const p = order.map((entry) => entry.p);
  let reached = p.map(() => Math.min(...p.map((value, i) => (n * value) / (i + 1))));
  for (let m = n - 1; m >= 2; m -= 1) {
    const head = n - m + 1;
    const bound = Math.min(...p.slice(head).map((value, i) => (m * value) / (i + 2)));
    const own = p.map((value) => Math.min(m * value, bound));
    reached = reached.map((value, i) => Math.max(value, own[Math.min(i, head - 1)] ?? 0));
  }
  const result = values.slice();
  order.forEach(({ index, p: raw }, i) => {
    result[index] = Math.min(1, Math.max(reached[i] ?? 1, raw));
  });
  return result;
}
