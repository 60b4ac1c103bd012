/**
 * A range of a relative effect as people type it: which way, by at least and at most so many percent. Stored it is
 * signed like effect.relative: a fall of 20 to 40 % is low -0.4, high -0.2.
 */

export type TypedRange = { direction: string; from: string; to: string };

/** Null where an end cannot be read. */
export function readPercentRange({ direction, from, to }: TypedRange): { low: number; high: number } | null {
  const ends = [from, to].map((end) =>
    end.trim() === "" ? Number.NaN : Number(end.replace(",", ".").replace("−", "-").replace("%", "").trim()),
  );
  if (ends.some((end) => Number.isNaN(end))) return null;
  const sign = direction === "fall" ? -1 : 1;
  const [low = 0, high = 0] = ends
    .map((end) => Number(((sign * end) / 100).toPrecision(12)))
    .sort((a, b) => a - b);
  return { low, high };
}

/** What `readPercentRange` reads back to the same range. */
export function typedPercentRange(range: { low: number; high: number }): TypedRange {
  const falls = range.low + range.high < 0;
  const percent = (share: number) => String(Number((share * 100).toPrecision(6)));
  const [from, to] = falls ? [-range.high, -range.low] : [range.low, range.high];
  return { direction: falls ? "fall" : "rise", from: percent(from ?? 0), to: percent(to ?? 0) };
}
