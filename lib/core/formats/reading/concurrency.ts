/**
 * How many requests a load tool kept in flight, recovered from when each was sent and answered.
 *
 * Known only for a closed loop that was kept busy: one number of requests must be in flight for at least half of the
 * time, and more than that hardly ever. A paced load, which rests between requests, gives `null`: its number in flight
 * follows the server's speed and is no part of the workload.
 */

export type InFlight = { from: number; to: number };

const busyShare = 0.5;
const excessShare = 0.02;

export function concurrencyOf(flights: readonly InFlight[]): number | null {
  const timeAt = timeByLevel(flights);
  const total = timeAt.reduce((sum, time) => sum + time, 0);
  const longest = Math.max(...timeAt);
  const level = timeAt.indexOf(longest);
  if (total <= 0 || level < 1 || longest < total * busyShare) return null;
  // Times are rounded in the file, so that one answer may seem to overlap the next request.
  const roundingLevel = Math.ceil(level * 1.25) + 1;
  const above = timeAt.slice(roundingLevel + 1).reduce((sum, time) => sum + time, 0);
  return above > total * excessShare ? null : level;
}

/**
 * An average number of requests in flight as a condition of the test, to two digits. Below 1.5 the tool rested between
 * requests, and the number follows the server's speed: `null`.
 */
export function requestsInFlight(average: number | null): number | null {
  if (average === null || !Number.isFinite(average) || average < 1.5) return null;
  return Number(average.toPrecision(2));
}

/** Less than this is in flight only of a test that rests between its requests, or of one that has a single client. */
const resting = 1.2;

/** The rate of a test that rests between requests: then it asks for no more. `null` where it was kept busy. */
export function pacedRate(average: number | null, perSecond: number | null): number | null {
  if (average === null || !(average < resting)) return null;
  return perSecond === null ? null : Number(perSecond.toPrecision(3));
}

/** Seconds during which exactly 0, 1, 2 … requests were in flight. */
function timeByLevel(flights: readonly InFlight[]): number[] {
  const starts = Float64Array.from(flights, (flight) => flight.from).sort();
  const ends = Float64Array.from(flights, (flight) => flight.to).sort();
  const timeAt: number[] = [0];
  let started = 0;
  let ended = 0;
  let now = starts[0] ?? 0;
  while (ended < ends.length) {
    const start = starts[started] ?? Number.POSITIVE_INFINITY;
    const end = ends[ended] ?? 0;
    const next = Math.min(start, end);
    const level = started - ended;
    timeAt[level] = (timeAt[level] ?? 0) + next - now;
    now = next;
    if (end <= start) ended++;
    else started++;
  }
  return Array.from(timeAt, (time) => time ?? 0);
}
