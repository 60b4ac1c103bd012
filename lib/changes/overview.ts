/**
 * What a quarter's changes amount to, for someone who has two minutes. Percentages are never added up: changes are
 * counted, and stand by their own verdicts. Only proven and kept improvements count as better; what was rolled back,
 * is doubtful or merely reported has a line of its own on the same page.
 */

import type { ChangeListItem } from "#lib/changes/schema.ts";
import { capitalised, countInWords, plural } from "#lib/core/words.ts";
import { objectiveKindNames, objectiveKinds } from "#lib/systems/model.ts";
import type { Objective } from "#lib/systems/schema.ts";

export type OverviewGroup = { name: string; changes: ChangeListItem[] };

export type ChangeSummary = {
  headline: string;
  /** Proven and kept, by objective; the largest effect first. */
  better: OverviewGroup[];
  worse: ChangeListItem[];
  /** Rolled back or abandoned although nothing got worse. */
  withdrawn: ChangeListItem[];
  unchanged: ChangeListItem[];
  doubtful: ChangeListItem[];
  reported: ChangeListItem[];
  open: ChangeListItem[];
};

export function summaryOf(changes: ChangeListItem[], objectives: Objective[]): ChangeSummary {
  const begun = changes.filter((change) => !waiting.has(change.status));
  const kept = begun.filter((change) => !isWithdrawn(change));
  const of = (outcome: ChangeListItem["outcome"]) => kept.filter((change) => change.outcome === outcome);
  const improved = of("improved");
  const worse = begun.filter((change) => change.outcome === "regressed");
  return {
    headline: headlineOf(improved, worse, of("inconclusive").length, begun.length),
    better: byObjective(improved, objectives),
    worse,
    withdrawn: begun.filter((change) => isWithdrawn(change) && change.outcome !== "regressed"),
    unchanged: of("unchanged"),
    doubtful: of("inconclusive"),
    reported: of("reported"),
    open: of("none"),
  };
}

const waiting = new Set(["draft", "planned", "in-progress"]);

export function isWithdrawn({ status }: Pick<ChangeListItem, "status">): boolean {
  return status === "rolled-back" || status === "abandoned";
}

/** Counts in words, the worse in the same breath. */
function headlineOf(improved: ChangeListItem[], worse: ChangeListItem[], doubtful: number, all: number) {
  if (all === 0) return "No change was applied in this quarter.";
  if (improved.length === 0 && worse.length === 0) {
    const rest = `${capitalised(countInWords(doubtful))} ${plural(doubtful, "change", "changes")} cannot be told.`;
    return `Nothing proved better or worse.${doubtful > 0 ? ` ${rest}` : ""}`;
  }
  const better = improved.length;
  const first =
    better === 0
      ? "No change proved better."
      : `${capitalised(countInWords(better))} ${plural(better, "change", "changes")} proved better.`;
  return `${first} ${worseInWords(worse)}`;
}

function worseInWords(worse: ChangeListItem[]): string {
  if (worse.length === 0) return "None made things worse.";
  const start = `${capitalised(countInWords(worse.length))} made things worse`;
  const undone = worse.filter(isWithdrawn).length;
  if (undone === 0) return `${start}.`;
  if (undone === worse.length) return `${start} and ${plural(undone, "was", "were")} rolled back.`;
  return `${start}, and ${countInWords(undone)} of them ${plural(undone, "was", "were")} rolled back.`;
}

/** A change belongs to the objective that has a target on its metric. */
function byObjective(changes: ChangeListItem[], objectives: Objective[]): OverviewGroup[] {
  const kindOf = new Map(
    objectives.flatMap((objective) => objective.targets.map(({ metric }) => [metric, objective.kind])),
  );
  const groups = [
    ...objectiveKinds.map((kind) => ({
      name: objectiveKindNames[kind],
      changes: changes.filter((change) => kindOf.get(change.primary?.metric ?? "") === kind),
    })),
    {
      name: "Without a target",
      changes: changes.filter((change) => !kindOf.has(change.primary?.metric ?? "")),
    },
  ];
  return groups
    .filter((group) => group.changes.length > 0)
    .map((group) => ({ ...group, changes: group.changes.toSorted((a, b) => sizeOf(b) - sizeOf(a)) }));
}

function sizeOf(change: ChangeListItem): number {
  return Math.abs(change.primary?.verdict.effect.relative ?? 0);
}

export type MeasuredValue = { metric: string; quarter: string; at: string; value: number };

export type TargetStanding = {
  objective: string;
  kind: Objective["kind"];
  target: Objective["targets"][number];
  /** Oldest first; null where nothing was measured. The last is the value known now. */
  periods: { label: string; value: number | null }[];
};

/** Each target with what was measured in the given quarters, oldest first. */
export function targetStandings(
  objectives: Objective[],
  values: MeasuredValue[],
  quarters: { key: string; label: string }[],
): TargetStanding[] {
  const latest = (metric: string, fits: (value: MeasuredValue) => boolean) =>
    values
      .filter((value) => value.metric === metric && fits(value))
      .toSorted((a, b) => a.at.localeCompare(b.at))
      .at(-1)?.value ?? null;
  return objectives.flatMap((objective) =>
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
}
