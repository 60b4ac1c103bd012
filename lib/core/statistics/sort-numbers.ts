/** Fewer numbers are sorted as quickly by comparing them. */
const COMPARED = 4096;
const DIGIT = 11;
const BUCKETS = 2 ** DIGIT;
const SIGN = 0x8000_0000;
const UPPER_WORD = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/**
 * Sorts in place, as `sort` does. Many numbers are dealt out by the digits of their upper 32 bits, in three rounds, whose
 * time grows with their number only; those few that agree in all of these are then compared.
 */
export function sortNumbers(values: Float64Array): Float64Array {
  if (isAscending(values)) return values;
  if (values.length < COMPARED || values.some(Number.isNaN)) return values.sort();
  let from = values;
  let to: Float64Array = new Float64Array(values.length);
  for (const shift of [0, DIGIT, 2 * DIGIT]) {
    if (dealt(from, to, shift)) [from, to] = [to, from];
  }
  if (from !== values) values.set(from);
  return sortedInside(values);
}

function isAscending(values: Float64Array): boolean {
  for (let i = 1; i < values.length; i += 1) if (!((values[i - 1] ?? 0) <= (values[i] ?? 0))) return false;
  return true;
}

// False where all numbers have the same digit.
function dealt(from: Float64Array, to: Float64Array, shift: number): boolean {
  const words = new Uint32Array(from.buffer, from.byteOffset, 2 * from.length);
  const places = new Uint32Array(BUCKETS + 1);
  for (let i = UPPER_WORD; i < words.length; i += 2) {
    const bucket = digit(words[i] ?? 0, shift) + 1;
    places[bucket] = (places[bucket] ?? 0) + 1;
  }
  if (places.includes(from.length)) return false;
  for (let bucket = 1; bucket <= BUCKETS; bucket += 1) {
    places[bucket] = (places[bucket] ?? 0) + (places[bucket - 1] ?? 0);
  }
  for (let i = 0; i < from.length; i += 1) {
    const bucket = digit(words[2 * i + UPPER_WORD] ?? 0, shift);
    const place = places[bucket] ?? 0;
    to[place] = from[i] ?? 0;
    places[bucket] = place + 1;
  }
  return true;
}

// The bits of a number grow with it once the sign is turned round; those of negative ones fall.
function digit(word: number, shift: number): number {
  const key = word >= SIGN ? ~word : word | SIGN;
  return (key >>> shift) & (BUCKETS - 1);
}

function sortedInside(values: Float64Array): Float64Array {
  const words = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
  for (let start = 0; start < values.length; ) {
    const word = words[2 * start + UPPER_WORD] ?? 0;
    let end = start + 1;
    while (end < values.length && (words[2 * end + UPPER_WORD] ?? 0) === word) end += 1;
    if (end - start === 2) {
      const [first, second] = [values[start] ?? 0, values[start + 1] ?? 0];
      if (first > second) [values[start], values[start + 1]] = [second, first];
    } else if (end - start > 2) values.subarray(start, end).sort();
    start = end;
  }
  return values;
}
