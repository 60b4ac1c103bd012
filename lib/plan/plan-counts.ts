/**
 * What a plan's changes amount to: counted by lib/changes/overview.ts, as everywhere. A change stands under its own
 * deciding verdict; changes that share one count once, and each has its line.
 */

import {
  type Groups,
  isBegun,
  isWithdrawn,
  type Result,
  groupsOf as resultsOf,
} from "#lib/changes/overview.ts";
import { provenGain, resultKeyOf } from "#lib/changes/proven-gain.ts";
import type { ShownVerdict } from "#lib/core/outcome-words.ts";
import { standingOf } from "#lib/core/statistics/verdict.ts";
import { capitalised, countInWords, listInWords, plural } from "#lib/core/words.ts";
import { latestMeasurements, type PlanChange } from "#lib/plan/model.ts";

export { isBegun };

type CountedPlanChange = Parameters<typeof resultsOf>[0][number] & { change: PlanChange };

/** What a change is shown as: its deciding verdict, or "measuring" before there is one. */
export function shownVerdictOf(change: PlanChange): ShownVerdict {
  const deciding = latestMeasurements(change).find((measurement) => measurement.primary);
  if (!deciding) return "measuring";
  return standingOf(deciding.verdict) === "reported" ? "reported" : deciding.verdict.outcome;
}

export function groupsOf(changes: PlanChange[]): Groups<PlanChange> {
  const groups = resultsOf(changes.map(countedOf));
  const told = (results: Result<CountedPlanChange>[]) =>
    results.map(({ lead, others }) => ({ lead: lead.change, others: others.map(({ change }) => change) }));
  return {
    better: told(groups.better),
    worse: told(groups.worse),
    withdrawn: told(groups.withdrawn),
    unchanged: told(groups.unchanged),
    inconclusive: told(groups.inconclusive),
    reported: told(groups.reported),
    open: told(groups.open),
  };
}

/** All changes of these results: each is told of, whoever it shares its verdict with. */
export function changesIn(results: Result<PlanChange>[]): PlanChange[] {
  return results.flatMap(({ lead, others }) => [lead, ...others]);
}

export function countedOf(change: PlanChange): CountedPlanChange {
  const { number, status } = change;
  const shown = shownVerdictOf(change);
  const deciding = latestMeasurements(change).find((measurement) => measurement.primary);
  return {
    change,
    number,
    status,
    outcome: shown === "measuring" ? "none" : shown,
    resultKey: deciding ? resultKeyOf(deciding.metric.key, deciding.verdict, deciding.members) : null,
    gain: deciding ? provenGain(deciding.verdict) : null,
  };
}

/** "Seven proved better, one made things worse and was rolled back; two are inconclusive." Empty for no changes. */
export function countsInWords(changes: PlanChange[]): string {
  const groups = groupsOf(changes);
  if (Object.values(groups).every((group) => group.length === 0)) return "";
  const join = groups.worse.some(({ lead }) => isWithdrawn(lead)) ? "," : " and";
  const first = `${capitalised(nobody(groups.better.length))} proved better${join} ${worseInWords(groups.worse)}`;
  const rest = restInWords(groups);
  return rest.length === 0 ? `${first}.` : `${first}; ${listInWords(rest)}.`;
}

function worseInWords(worse: Result<PlanChange>[]): string {
  const undone = worse.filter(({ lead }) => isWithdrawn(lead)).length;
  const all = worse.length;
  const said = `${nobody(all)} made things worse`;
  if (undone === 0) return said;
  if (undone === all) return `${said} and ${plural(all, "was", "were")} rolled back`;
  return `${said} and ${countInWords(undone)} of them ${plural(undone, "was", "were")} rolled back`;
}

function restInWords(groups: Groups<PlanChange>): string[] {
  const part = (group: unknown[], one: string, many: string) =>
    group.length === 0 ? [] : [`${countInWords(group.length)} ${plural(group.length, one, many)}`];
  return [
    ...part(groups.unchanged, "made no difference", "made no difference"),
    ...part(groups.inconclusive, "is inconclusive", "are inconclusive"),
    ...part(groups.reported, "is only reported", "are only reported"),
    ...part(groups.withdrawn, "was taken back", "were taken back"),
    ...part(groups.open, "has no verdict yet", "have no verdict yet"),
  ];
}

function nobody(count: number): string {
  return count === 0 ? "none" : countInWords(count);
}
