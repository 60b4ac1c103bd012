import { stepOf } from "./series-grid.ts";
import { DAY, type SeriesInput, type SeriesPoint, WEEK } from "./series-input.ts";

export type ChangeTimes = {
  /** When the change began to be rolled out, in milliseconds since 1970. */
  start: number;
  /** When all of it was in place; absent: at `start`. */
  end?: number;
  /** How long things settle afterwards; absent: one sampling interval. */
  settle?: number;
  /** How long before `start` the window before ends; absent: one sampling interval. */
  guard?: number;
  /** Up to when the window after may go; absent: the last point. */
  until?: number;
  /** The longest window; absent: four weeks. */
  longest?: number;
  otherChanges?: { at: number; name: string }[];
};

export type SeriesWindows = Required<Pick<SeriesInput, "before" | "after" | "history">>;

/**
 * The windows around a change: of equal length, whole weeks where both sides have one, else whole days where they have
 * one. Neither holds a roll-out, what settles after it, or another recorded change: there it is cut. What lies before
 * the window before is history. Points must not be in order.
 */
export function seriesWindows(points: readonly SeriesPoint[], change: ChangeTimes): SeriesWindows {
  const ordered = points.filter(({ at }) => Number.isFinite(at)).sort((a, b) => a.at - b.at);
  const step = stepOf(ordered) ?? 0;
  const before = change.start - (change.guard ?? step);
  const after = (change.end ?? change.start) + (change.settle ?? step);
  const others = (change.otherChanges ?? []).map(({ at }) => at);
  const first = ordered[0]?.at ?? before;
  const last = Math.min(change.until ?? Number.POSITIVE_INFINITY, (ordered.at(-1)?.at ?? after) + step);
  const earliest = Math.max(first, ...others.filter((at) => at < change.start));
  const latest = Math.min(last, ...others.filter((at) => at > (change.end ?? change.start)));
  const spans = { before: before - earliest + step, after: latest - after };
  const length = windowLength(Math.min(spans.before, spans.after, change.longest ?? 4 * WEEK), step);
  const until = before + step;
  // Less than a week after: compared with the same hours of an earlier week, if there is one.
  const back =
    length >= WEEK ? until - length : after - Math.ceil((after + spans.after - until) / WEEK) * WEEK;
  if (length < WEEK && back >= earliest) {
    return windowsAt(ordered, back, after, spans.after);
  }
  return windowsAt(ordered, until - length, after, length);
}

function windowsAt(ordered: SeriesPoint[], before: number, after: number, length: number): SeriesWindows {
  return {
    history: ordered.filter(({ at }) => at < before),
    before: ordered.filter(({ at }) => at >= before && at < before + length),
    after: ordered.filter(({ at }) => at >= after && at < after + length),
  };
}

// One point may be lacking from a whole week or day: the one that was being taken.
function windowLength(span: number, step: number): number {
  for (const whole of [WEEK, DAY]) {
    const count = Math.floor((span + step) / whole);
    if (count >= 1) return count * whole;
  }
  return Math.max(0, span);
}
