/**
 * When did it move? A level that had been left before the change was made, or was kept for long after it, has another
 * cause. Looked at is the end of the window before (and the beginning of the window after), at several lengths: has it
 * made most of the shift already (hardly any of it yet), and is no other stretch of that length so far out?
 */

import { windowShift } from "./prewhitened.ts";
import { at, cumulativeSums, type Values } from "./sequence.ts";

const SHARES = [0.02, 0.04, 0.06, 0.09, 0.13, 0.2, 0.3, 0.45];
const MOST_PLACES = 400;
/** With this share of the shift made before the change, the change has not made it. */
const ALREADY = 0.6;
/** What goes far beyond the later level is no part of the way there. */
const BEYOND = 1.5;
/** So many standard deviations of stretches of that length: less is chance. */
const FAR = 2.25;
/** Stretches of so many points are tested against the rest; shorter ones are only looked at. */
const LONG = 12;
const APART_P = 0.01;
/** So late, as a share of the window after, and with so little made until then, the change is not the cause. */
const LATE = 0.25;
const NOT_YET = 0.2;

/**
 * How many steps before (negative) or after the change the level was left; null where that was at the change as far as
 * can be told. `mirrored`: a profile with one value a side was taken away, so that what one side lacks the other has.
 */
export function onsetElsewhere(before: Values, after: Values, mirrored = false): number | null {
  const [first, second] = [known(before), known(after)];
  const [start, end] = [middle(first), middle(second)];
  for (const share of SHARES) {
    const length = Math.max(1, Math.round(share * first.length));
    const rest = first.subarray(0, first.length - length);
    const made = (mean(first.subarray(first.length - length)) - mean(rest)) / (end - mean(rest));
    if (!(made >= ALREADY && made <= BEYOND)) continue;
    const apart = length < LONG || windowShift(rest, first.subarray(first.length - length)).p < APART_P;
    if (apart && isFarthest(rest, end - mean(rest), made, length)) return -length;
  }
  const notYet = mirrored ? 0.45 : NOT_YET;
  for (const share of SHARES.filter((one) => one >= LATE).reverse()) {
    const length = Math.round(share * second.length);
    const rest = second.subarray(length);
    const made = (mean(second.subarray(0, length)) - start) / (mean(rest) - start);
    const ordinary = isFarthest(first, mean(rest) - start, 1, Math.min(rest.length, length));
    if (made <= notYet && ordinary) return length;
  }
  return null;
}

function known(values: Values): Float64Array {
  return Float64Array.from(values).filter((value) => !Number.isNaN(value));
}

function mean(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total / values.length;
}

function middle(values: Float64Array): number {
  const ordered = values.slice().sort();
  const half = ordered.length >> 1;
  return ordered.length % 2 === 1 ? at(ordered, half) : (at(ordered, half - 1) + at(ordered, half)) / 2;
}

// Lies that share of the way far out among stretches of that length, and does no other one go as far?
function isFarthest(values: Float64Array, size: number, share: number, length: number): boolean {
  const base = mean(values);
  const sums = cumulativeSums(values);
  const step = Math.max(1, Math.floor((values.length - length) / MOST_PLACES));
  let squares = 0;
  let count = 0;
  for (let start = 0; start + length <= values.length; start += step) {
    const level = (at(sums, start + length) - at(sums, start)) / length - base;
    if (level / size >= share) return false;
    squares += level * level;
    count += 1;
  }
  if (length >= LONG) return true;
  return count > 0 && Math.abs(share * size) >= FAR * Math.sqrt(squares / count);
}
