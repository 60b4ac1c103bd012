import { distanceInWords, isMet } from "#lib/core/target-distance.ts";
import type { Objective } from "#lib/systems/schema.ts";

export type MeasuredValue = { metric: string; quarter: string; at: string; value: number };

export type TargetStanding = {
  objective: string;
  kind: Objective["kind"];
  target: Objective["targets"][number];
  /** Oldest first; null where nothing was measured. The last is the value known now. */
  periods: { label: string; value: number | null }[];
};

/** Each target with what was measured in the given quarters, oldest first; those that are not met come first. */
export function targetStandings(
  objectives: Objective[],
  values: MeasuredValue[],
  quarters: { key: string; label: string }[],
): TargetStanding[] {
  const byMetric = Map.groupBy(
    values.toSorted((a, b) => a.at.localeCompare(b.at)),
    ({ metric }) => metric,
  );
  const latest = (metric: string, fits: (value: MeasuredValue) => boolean) =>
    byMetric.get(metric)?.findLast(fits)?.value ?? null;
  const standings = objectives.flatMap((objective) =>
    objective.targets.map((target) => ({
      objective: objective.name,
      kind: objective.kind,
      target,
      periods: quarters.map(({ key, label }, index) => ({
        label,
        value:
          index === quarters.length - 1
            ? latest(target.metric, () => true)
            : latest(target.metric, (value) => value.quarter === key),
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
