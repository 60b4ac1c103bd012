import type { Warning } from "#lib/core/statistics/verdict.ts";

/** Words that tools write where there is no number. They are counted as missing, never as zero. */
const missingWords = new Set([
  "",
  "nan",
  "+nan",
  "-nan",
  "na",
  "n/a",
  "#n/a",
  "null",
  "none",
  "-",
  "inf",
  "+inf",
  "-inf",
  "infinity",
  "+infinity",
  "-infinity",
]);

const plainNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

export function isMissing(text: string): boolean {
  return text.length < 11 && missingWords.has(text.trim().toLowerCase());
}

/**
 * A finite number, `null` for a missing one, `undefined` for text and for what is too large to hold. No thousands
 * separators, no hexadecimal.
 */
export function readNumber(text: string): number | null | undefined {
  const trimmed = text.trim();
  if (plainNumber.test(trimmed)) {
    const number = Number(trimmed);
    return Number.isFinite(number) ? number : undefined;
  }
  return isMissing(trimmed) ? null : undefined;
}

/** One warning for all the missing values of a file, or none. */
export function missingWarning(count: number, fileName: string): Warning[] {
  if (count === 0) return [];
  const values = count === 1 ? "1 value is" : `${count} values are`;
  const message = `${values} missing in ${fileName} (NaN, infinite or empty) and left out, not counted as zero.`;
  return [{ code: "missing-values", message }];
}
