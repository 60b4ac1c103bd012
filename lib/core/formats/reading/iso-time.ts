/** A time as ISO 8601 in UTC, from text with its zone or from milliseconds since 1970; `null` where it is neither. */
export function isoTime(value: unknown): string | null {
  const at = typeof value === "number" ? value : typeof value === "string" ? readTime(value) : null;
  if (at === null || !(at > 0) || at > 8.64e15) return null;
  return new Date(at).toISOString();
}

const iso = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * Milliseconds since 1970 of an ISO 8601 text (UTC where it names no zone) or of Unix seconds, milliseconds,
 * microseconds or nanoseconds, told apart by their size. `null` for anything else.
 */
export function readTime(text: string): number | null {
  const trimmed = text.trim();
  if (/^\d+(\.\d+)?$/.test(trimmed)) return unixTime(Number(trimmed));
  if (!iso.test(trimmed)) return null;
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(trimmed) || trimmed.length === 10;
  const at = Date.parse(zoned ? trimmed : `${trimmed.replace(" ", "T")}Z`);
  return Number.isNaN(at) ? null : at;
}

/** Seconds reach 1e11 in the year 5138; milliseconds were 1e11 in 1973. */
function unixTime(number: number): number | null {
  if (number < 1e11) return number * 1000;
  if (number < 1e14) return number;
  if (number < 1e17) return number / 1000;
  return number < 1e20 ? number / 1e6 : null;
}
