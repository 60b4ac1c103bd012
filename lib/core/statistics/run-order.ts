/**
 * Were the runs interleaved, or was each side measured in one sitting?
 *
 * Interleaved: stated, or seen from the times (the sides take turns at least twice and lie around the same middle), or
 * at least two known sittings a side. Anything else is blocks, because no test can tell a change from the sitting then.
 */

import type { RunOrder, SampleRun, SamplesInput } from "./samples-input.ts";
import { normalTail } from "./special/normal.ts";

export type KnownOrder = { order: RunOrder; from: "stated" | "times" | "sittings" | "unknown" };

// 1 where one side ends before the other begins, 0 where both have the same middle.
const MOST_LOOKED_AT = 1000;

const FARTHEST_APART = 0.5;

export function orderOfRuns(input: Pick<SamplesInput, "before" | "after" | "order">): KnownOrder {
  const { before, after } = input;
  // A single run a side cannot take turns, whatever is stated.
  if (Math.min(before.length, after.length) < 2) return { order: "blocks", from: "unknown" };
  if (input.order) return { order: input.order, from: "stated" };
  const times = timesOf([...before, ...after]);
  if (times) return { order: orderByTimes(times, before.length), from: "times" };
  return severalSittings(before) && severalSittings(after)
    ? { order: "interleaved", from: "sittings" }
    : { order: "blocks", from: "unknown" };
}

/** The places of runs made in one go; a run without a known sitting stands alone. */
export function groupBySitting(runs: readonly SampleRun[]): number[][] {
  const groups: number[][] = [];
  const known = new Map<string, number[]>();
  runs.forEach(({ sitting }, i) => {
    const group = (sitting ? known.get(sitting) : undefined) ?? [];
    if (group.length === 0) groups.push(group);
    if (sitting) known.set(sitting, group);
    group.push(i);
  });
  return groups;
}

/**
 * Do values drift inside one side, in the order of the runs? Mann's test against a trend, two-sided p. Of very many
 * runs a thousand evenly taken tell it, because every pair is looked at.
 */
export function driftP(all: readonly number[]): number {
  const every = Math.ceil(all.length / MOST_LOOKED_AT);
  const values = every > 1 ? all.filter((_, i) => i % every === 0) : all;
  const n = values.length;
  let score = 0;
  for (let i = 0; i < n; i += 1) {
    for (let j = i + 1; j < n; j += 1) score += Math.sign((values[j] ?? 0) - (values[i] ?? 0));
  }
  const spread = Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  return score === 0 ? 1 : 2 * normalTail((Math.abs(score) - 1) / spread);
}

function timesOf(runs: SampleRun[]): number[] | null {
  const times = runs.map((run) => (run.startedAt === null ? Number.NaN : Date.parse(run.startedAt)));
  return times.every(Number.isFinite) && new Set(times).size > 1 ? times : null;
}

function orderByTimes(times: number[], countBefore: number): RunOrder {
  const sides = times
    .map((time, i) => ({ time, before: i < countBefore }))
    .sort((a, b) => a.time - b.time)
    .map(({ before }, place) => ({ before, place }));
  const turns = sides.filter(({ before }, i) => i > 0 && before !== sides[i - 1]?.before).length;
  const places = (before: boolean) =>
    sides.filter((side) => side.before === before).map(({ place }) => place);
  const apart = Math.abs(average(places(true)) - average(places(false))) / (times.length / 2);
  return turns >= 2 && apart <= FARTHEST_APART + 1e-9 ? "interleaved" : "blocks";
}

/** Two sittings at least, of which one holds several runs: files of one run each say nothing about sittings. */
export function severalSittings(runs: readonly SampleRun[]): boolean {
  const named = runs.flatMap(({ sitting }) => (sitting ? [sitting] : []));
  const sittings = new Set(named).size;
  return named.length > sittings && sittings + runs.length - named.length >= 2;
}

function average(values: number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

/** In the order of their times where all have one, else as given. */
export function inOrder(runs: SampleRun[]): SampleRun[] {
  return timesOf(runs) === null
    ? runs
    : runs.toSorted((a, b) => Date.parse(a.startedAt ?? "") - Date.parse(b.startedAt ?? ""));
}
