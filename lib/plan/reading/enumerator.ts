/** What numbers a heading or an item: "2.", "2.1", "2)", "(b)", "IV.", "Section 2:". */
export type Enumerated = { value: string; closed: boolean; rest: string };

const named = /^(?:section|chapter|part)\s+(\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,7}|[A-Z])\s*[:.)–—-]\s*(?=\S)/i;
const several = /^(\d{1,3}(?:\.\d{1,3})+)[.)]?\s+(?=\S)/;
const single = /^\(?(\d{1,3}|[IVXLC]{1,7}|[ivxlc]{1,6}|[A-Za-z])([.)])\s+(?=\S)/;

export function enumerated(text: string): Enumerated | null {
  const found = named.exec(text) ?? several.exec(text) ?? single.exec(text);
  if (!found) return null;
  const [whole, value = "", end] = found;
  // "1.5 seconds" and "3.2 GB" are numbers of a sentence.
  if (several.test(text) && /^[\d.]+\s+(?:[a-zµ%€$]|[KMGT]i?B\b)/.test(text)) return null;
  return { value, closed: end === ")", rest: text.slice(whole.length) };
}

/** How deep it numbers: 1 for "2" and "IV", 2 for "2.1"; letters stand under whatever numbers the sections. */
export function depthOf(value: string, lettersUnder: boolean): number {
  if (/^\d/.test(value)) return value.split(".").length;
  const letter = value.length === 1 && !/^[IVX]$/.test(value);
  return letter && lettersUnder ? 2 : 1;
}

/** Whether the second follows the first in a list: 2 after 1, b after a, ii after i. */
export function follows(first: string, second: string): boolean {
  const [one, two] = [ordinals(first), ordinals(second)];
  return one.some((ordinal) => two.includes(ordinal + 1)) && stem(first) === stem(second);
}

export function isFirst(value: string): boolean {
  return ordinals(value).includes(1);
}

function stem(value: string): string {
  return value.includes(".") ? value.slice(0, value.lastIndexOf(".")) : "";
}

// A single letter may be a letter or a Roman number: both are told.
function ordinals(value: string): number[] {
  const last = value.split(".").at(-1) ?? "";
  if (/^\d+$/.test(last)) return [Number(last)];
  const letter = last.length === 1 ? [last.toLowerCase().charCodeAt(0) - 96] : [];
  return /^[ivxlc]+$/i.test(last) ? [...letter, roman(last.toUpperCase())] : letter;
}

function roman(text: string): number {
  const worth: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100 };
  const digits = Array.from(text, (digit) => worth[digit] ?? 0);
  return digits.reduce((sum, digit, at) => sum + (digit < (digits[at + 1] ?? 0) ? -digit : digit), 0);
}
