import { distanceInWords, isMet } from "#lib/core/target-distance.ts";
import type { Objective } from "#lib/systems/schema.ts";

export type TargetStanding = {
  objective: string;
  kind: Objective["kind"];
  target: Objective["targets"][number];
  /** Oldest first; null where nothing was measured. The last is the value known now. */
  periods: { label: string; value: number | null }[];
};

/** Each target with what its metric read in the given quarters, oldest first; those that are not met come first. */
export function targetStandings(
  objectives: Objective[],
  /** By metric, one for each of the quarters. */
  readings: ReadonlyMap<string, (number | null)[]>,
  quarters: { label: string }[],
): TargetStanding[] {
  const standings = objectives.flatMap((objective) =>
    objective.targets.map((target) => ({
      objective: objective.name,
      kind: objective.kind,
      target,
      periods: quarters.map(({ label }, index) => ({
        label,
        value: readings.get(target.metric)?.[index] ?? null,
      })),
    })),
  );
  // What is not reached asks for a look before what is.
  return standings.toSorted((a, b) => Number(isTargetMet(a)) - Number(isTargetMet(b)));
}

export function currentValue({ periods }: TargetStanding): number | null {
  return periods.at(-1)?.value ?? null;
}

export function isTargetMet(standing: TargetStanding): boolean {
  return isMet(currentValue(standing), standing.target.value, standing.target.better);
}

/** "Met", "115 ms to go". */
export function distanceOf(standing: TargetStanding): string {
  return distanceInWords({ ...standing.target, now: currentValue(standing) });
}
