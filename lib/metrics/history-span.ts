const dayMs = 86_400_000;

export const historySpans = [
  { value: "30d", label: "30 days", days: 30 },
  { value: "90d", label: "90 days", days: 90 },
  { value: "1y", label: "A year", days: 365 },
  { value: "all", label: "All", days: null },
] as const;

/** As far back as a source is asked for all it has. */
const allDays = 3_660;

export type HistorySpan = {
  value: (typeof historySpans)[number]["value"];
  /** What a source is asked for. */
  days: number;
  /** What is drawn: null without a bound on that side. */
  since: number | null;
  until: number | null;
};

type Address = { span?: string | undefined; until?: string | undefined };

/**
 * Which part of a history the address asks for. Pushed samples are shown whole unless it says otherwise, a source is asked
 * for its last 90 days: each look asks it anew.
 */
export function historySpan({ span, until }: Address, live: boolean, now: number): HistorySpan {
  const usual = live ? "90d" : "all";
  const chosen =
    historySpans.find(({ value }) => value === span) ?? historySpans.find(({ value }) => value === usual);
  const end = until && /^\d{4}-\d{2}-\d{2}$/.test(until) ? Date.parse(`${until}T00:00:00Z`) : Number.NaN;
  const to = Number.isFinite(end) && end < now ? end : null;
  const days = chosen?.days ?? null;
  return {
    value: chosen?.value ?? usual,
    days: days ?? allDays,
    since: days === null ? null : (to ?? now) - days * dayMs,
    until: to,
  };
}

/** The days on which the stretch before and after this one end; null where there is none that way. */
export function neighbouringSpans(
  span: HistorySpan,
  now: number,
): { earlier: string | null; later: string | null } {
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  if (span.since === null) return { earlier: null, later: null };
  const length = (span.until ?? now) - span.since;
  const next = span.until === null ? null : span.until + length;
  return { earlier: day(span.since), later: next === null ? null : next < now ? day(next) : "" };
}
