import { at, type Values } from "./sequence.ts";

const SHORTEST = 6;
const LONGEST_WINDOW = 2000;
const LEAST_CORRELATION = 0.3;
const LEAST_AGREEMENT = 0.6;

/**
 * The period with which both windows repeat themselves, in steps, or null. Correlated noise seems to go up and down in
 * waves too; so the correlation has to fall below zero and come back in both windows, and the two profiles have to agree
 * in phase, which those of noise do by chance only.
 */
export function periodSeen(before: Values, after: Values, offset: number): number | null {
  const windows = [before, after].map(detrended);
  const shortest = Math.min(before.length, after.length);
  if (Math.max(before.length, after.length) > LONGEST_WINDOW) return null;
  const longest = Math.floor(shortest / 2);
  const curves = windows.map((values) => correlations(values, longest));
  const joint = Float64Array.from({ length: longest + 1 }, (_, lag) =>
    Math.min(...curves.map((c) => at(c, lag))),
  );
  const dip = joint.findIndex((r) => r < 0);
  if (dip < 0) return null;
  let best = -1;
  for (let lag = Math.max(dip, SHORTEST); lag <= longest; lag += 1) {
    const peak =
      at(joint, lag) >= at(joint, lag - 1) && (lag === longest || at(joint, lag) >= at(joint, lag + 1));
    if (peak && at(joint, lag) > LEAST_CORRELATION && (best < 0 || at(joint, lag) > at(joint, best) + 0.1))
      best = lag;
  }
  if (best < 0) return null;
  const [first, second] = [profileOf(windows[0] ?? [], best, 0), profileOf(windows[1] ?? [], best, offset)];
  return agreement(first, second) > LEAST_AGREEMENT ? best : null;
}

function detrended(values: Values): Float64Array {
  let [n, sumT, sumX, sumTT, sumTX] = [0, 0, 0, 0, 0];
  for (let t = 0; t < values.length; t += 1) {
    const x = at(values, t);
    if (Number.isNaN(x)) continue;
    n += 1;
    sumT += t;
    sumX += x;
    sumTT += t * t;
    sumTX += t * x;
  }
  const slope = (n * sumTX - sumT * sumX) / (n * sumTT - sumT * sumT);
  const start = (sumX - slope * sumT) / n;
  return Float64Array.from(values, (x, t) => x - start - slope * t);
}

function correlations(values: Values, longest: number): Float64Array {
  const spread = lagged(values, 0);
  return Float64Array.from({ length: longest + 1 }, (_, lag) =>
    spread > 0 ? lagged(values, lag) / spread : 0,
  );
}

// Mean of products over the pairs that are known, so that later lags are not drawn towards zero.
function lagged(values: Values, lag: number): number {
  let total = 0;
  let count = 0;
  for (let i = lag; i < values.length; i += 1) {
    const product = at(values, i) * at(values, i - lag);
    if (Number.isNaN(product)) continue;
    total += product;
    count += 1;
  }
  return count > 0 ? total / count : 0;
}

function profileOf(values: Values, period: number, offset: number): Float64Array {
  const totals = new Float64Array(period);
  const counts = new Float64Array(period);
  for (let i = 0; i < values.length; i += 1) {
    if (Number.isNaN(at(values, i))) continue;
    const phase = (((i + offset) % period) + period) % period;
    totals[phase] = at(totals, phase) + at(values, i);
    counts[phase] = at(counts, phase) + 1;
  }
  return totals.map((total, phase) => (at(counts, phase) > 0 ? total / at(counts, phase) : 0));
}

function agreement(one: Values, other: Values): number {
  let [products, first, second] = [0, 0, 0];
  for (let i = 0; i < one.length; i += 1) {
    products += at(one, i) * at(other, i);
    first += at(one, i) ** 2;
    second += at(other, i) ** 2;
  }
  return first > 0 && second > 0 ? products / Math.sqrt(first * second) : 0;
}
