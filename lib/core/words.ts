/** Counts and lists as people say them. */

const SMALL = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
  "thirteen",
  "fourteen",
  "fifteen",
  "sixteen",
  "seventeen",
  "eighteen",
  "nineteen",
  "twenty",
];

/** "no", "one" … "twenty", then figures: 1,204. */
export function countInWords(count: number): string {
  return SMALL[count] ?? count.toLocaleString("en-GB");
}

export function plural(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}

/** "a", "a and b", "a, b and c". */
export function listInWords(parts: string[]): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} and ${last}`;
}

/** The first letter large, the rest as it was. */
export function capitalised(text: string): string {
  const [first = ""] = text;
  return first.toLocaleUpperCase("en") + text.slice(first.length);
}

/** "14 changes", "1 change", "More than 1,000 changes". */
export function counted(count: number, one: string, many: string, more = false): string {
  const number = count.toLocaleString("en-GB");
  return more ? `More than ${number} ${many}` : `${number} ${plural(count, one, many)}`;
}

/** "5 minutes", "1 hour", "90 seconds": in the largest unit that is whole. */
export function timeInWords(seconds: number): string {
  const [size, word] = lengths.find(([length]) => seconds % length === 0) ?? [1, "second"];
  return counted(seconds / size, word, `${word}s`);
}

const lengths: [number, string][] = [
  [86_400, "day"],
  [3_600, "hour"],
  [60, "minute"],
];
