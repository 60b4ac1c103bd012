import type { Spreads } from "./sample-shift.ts";
import type { Side, Sides } from "./sample-sides.ts";
import {
  defaultRunLogSd,
  type RunOrder,
  type SampleRun,
  type SamplesInput,
  SESSION_LOG_SD,
} from "./samples-input.ts";
import { mean } from "./sequence.ts";

// Failed requests come in bursts; within one run ten of them are taken as worth one.
const BURST = 10;

/** The spreads that the runs cannot show themselves, on the scale of the comparison. */
export function spreadsOf(input: SamplesInput, sides: Sides, order: RunOrder): Spreads {
  const session = input.sessionLogSd ?? SESSION_LOG_SD;
  const onScale = (logSd: number, side: Side) => (logSd * unitOfLog(sides, side)) ** 2;
  const blocks = order === "blocks";
  return {
    session: {
      before: blocks ? onScale(session, sides.before) : 0,
      after: blocks ? onScale(session, sides.after) : 0,
    },
    unit: unitVariance(input, sides, session),
    floor: { before: floorOf(sides, sides.before), after: floorOf(sides, sides.after) },
    level: input.confidence ?? 0.95,
  };
}

/** For ratios of one or two runs, chance cannot be judged without the number of requests. */
export function lacksCounts(sides: Sides): boolean {
  if (sides.scale !== "points" || bernoulli(sides) === 0) return false;
  const few = Math.min(sides.before.units.length, sides.after.units.length) < 3;
  return few && (total(sides.before.runs) === null || total(sides.after.runs) === null);
}

// How much one unit of the logarithm is on the scale. Near 0 and near 1 a ratio moves like its smaller part.
function unitOfLog(sides: Sides, side: Side): number {
  if (sides.scale === "log") return 1;
  if (sides.scale === "plain") return Math.abs(mean(side.units));
  return bernoulli(sides);
}

function unitVariance(input: SamplesInput, sides: Sides, session: number): number {
  const unit = Math.max(unitOfLog(sides, sides.before), unitOfLog(sides, sides.after));
  const run = input.runLogSd ?? defaultRunLogSd(input.metric, input.kind);
  if (sides.clustered) {
    const size = mean([...sides.before.sizes, ...sides.after.sizes]);
    return (session * unit) ** 2 + (sides.within ?? (run * unit) ** 2) / size;
  }
  return (run * unit) ** 2 + chance(sides);
}

function chance(sides: Sides): number {
  const runs = [...sides.before.runs, ...sides.after.runs];
  const requests = total(runs);
  if (sides.scale !== "points" || requests === null) return 0;
  return (BURST * bernoulli(sides)) / (requests / runs.length);
}

function floorOf(sides: Sides, side: Side): number {
  return sides.scale === "log" ? requestFloor(side) : binomialFloor(sides, side);
}

// Of a percentile that rests on a few requests. Three runs show themselves what a burst inside one does to it.
function requestFloor({ runs, units }: Side): number {
  const errors = runs.map(({ logError = 0, burst = 1 }) => (logError * (units.length < 3 ? burst : 1)) ** 2);
  return errors.reduce((a, b) => a + b, 0) / Math.max(1, errors.length) ** 2;
}

function binomialFloor(sides: Sides, side: Side): number {
  const requests = total(side.runs);
  if (sides.scale !== "points" || requests === null) return 0;
  // Two successes and two failures more, so that a side without failures is not taken as certain.
  const share = (mean(side.units) * requests + 2) / (requests + 4);
  return Math.max(0, share * (1 - share)) / requests;
}

function bernoulli({ before, after }: Pick<Sides, "before" | "after">): number {
  const share = mean([mean(before.units), mean(after.units)]);
  return Math.max(0, share * (1 - share));
}

function total(runs: SampleRun[]): number | null {
  let sum = 0;
  for (const { n } of runs) {
    if (n === null || !(n > 0)) return null;
    sum += n;
  }
  return sum > 0 ? sum : null;
}
