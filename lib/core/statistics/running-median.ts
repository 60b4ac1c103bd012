import { at, type Values } from "./sequence.ts";

/** Median of each value's surroundings, `half` places to both sides; missing values (NaN) are passed over. */
export function runningMedian(values: Values, half: number): Float64Array {
  const n = values.length;
  const medians = new Float64Array(n);
  const window = orderedWindow(2 * half + 1);
  for (let i = 0; i < Math.min(half, n); i += 1) window.add(at(values, i));
  for (let i = 0; i < n; i += 1) {
    if (i + half < n) window.add(at(values, i + half));
    if (i - half - 1 >= 0) window.remove(at(values, i - half - 1));
    medians[i] = window.median();
  }
  return medians;
}

// Kept in order by moving its upper part at each step: faster than trees for windows of up to some thousand values.
function orderedWindow(capacity: number) {
  const ordered = new Float64Array(capacity + 1);
  let size = 0;
  const placeOf = (value: number) => {
    let [low, high] = [0, size];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at(ordered, middle) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    add: (value: number) => {
      if (Number.isNaN(value)) return;
      const place = placeOf(value);
      ordered.copyWithin(place + 1, place, size);
      ordered[place] = value;
      size += 1;
    },
    remove: (value: number) => {
      if (Number.isNaN(value)) return;
      const place = placeOf(value);
      ordered.copyWithin(place, place + 1, size);
      size -= 1;
    },
    median: () => {
      const half = size >> 1;
      return size % 2 === 1 ? at(ordered, half) : (at(ordered, half - 1) + at(ordered, half)) / 2;
    },
  };
}
