import type { Better } from "#lib/core/statistics/verdict.ts";
import type { Thresholds } from "#lib/metrics/schema.ts";

export type Point = { at: number; value: number | null };
export type Severity = "warning" | "critical";

/** A stretch in which a series was past a threshold; `to` is null while it has not come back. */
export type Episode = {
  from: number;
  to: number | null;
  /** The last point known of it. */
  last: number;
  severity: Severity;
  /** The threshold of that severity, and the value furthest past it. */
  limit: number;
  worst: number;
};

export type ThresholdFinding = {
  episodes: Episode[];
  /** Since when the series has been on the good side for as long as is asked; null while it has not. */
  calmSince: number | null;
};

/**
 * When a series was past its thresholds. It must be so, and be back, for `holdSeconds` of measured points: one point alone
 * neither opens nor ends anything. Nothing is known of gaps: points on both sides of a long one do not hold together.
 */
export function thresholdEpisodes(points: Point[], thresholds: Thresholds, better: Better): ThresholdFinding {
  const known = points.flatMap(({ at, value }) => (value === null ? [] : [{ at, value }]));
  const hold = thresholds.holdSeconds * 1000;
  const outer = thresholds.warn ?? thresholds.critical;
  if (outer === null) return { episodes: [], calmSince: null };
  const past = (limit: number) => (value: number) => (better === "lower" ? value > limit : value < limit);
  const gap = Math.max(hold, 3 * usualStep(known));
  const { stretches, calmSince } = heldStretches(known, past(outer), hold, gap);
  const { critical } = thresholds;
  const worse = critical === null ? [] : heldStretches(known, past(critical), hold, gap).stretches;
  const episodes = stretches.map(({ from, to }) => {
    const end = to ?? Number.POSITIVE_INFINITY;
    const isCritical = worse.some((one) => one.from < end && (one.to ?? Number.POSITIVE_INFINITY) > from);
    const own = known.filter(({ at }) => at >= from && at < end);
    const worst = own
      .map(({ value }) => value)
      .reduce((a, b) => (better === "lower" ? Math.max(a, b) : Math.min(a, b)));
    const last = own.at(-1)?.at ?? from;
    const severity: Severity = isCritical ? "critical" : "warning";
    return { from, to, last, severity, limit: isCritical && critical !== null ? critical : outer, worst };
  });
  return { episodes, calmSince };
}

type Known = { at: number; value: number };
type Stretch = { from: number; to: number | null };

function heldStretches(
  points: Known[],
  isPast: (value: number) => boolean,
  hold: number,
  gap: number,
): { stretches: Stretch[]; calmSince: number | null } {
  const stretches: Stretch[] = [];
  let open: Stretch | null = null;
  /** Since when points say without a break what is not (yet) so. */
  let since: number | null = null;
  let calmSince: number | null = null;
  let calmFrom: number | null = null;
  let before = Number.NEGATIVE_INFINITY;
  for (const { at, value } of points) {
    const past = isPast(value);
    const apart = at - before > gap;
    before = at;
    calmFrom = past || (apart && calmSince === null) ? null : calmFrom;
    if (past) calmSince = null;
    else {
      calmFrom ??= at;
      if (at > calmFrom && at - calmFrom >= hold) calmSince = calmFrom;
    }
    if (past === (open !== null)) {
      since = null;
      continue;
    }
    if (since === null || apart) since = at;
    if (at === since || at - since < hold) continue;
    if (open) {
      open.to = since;
      open = null;
    } else {
      open = { from: since, to: null };
      stretches.push(open);
    }
    since = null;
  }
  return { stretches, calmSince };
}

function usualStep(points: Known[]): number {
  const steps = points.slice(1).map(({ at }, index) => at - (points[index]?.at ?? at));
  return steps.toSorted((a, b) => a - b)[steps.length >> 1] ?? 0;
}
