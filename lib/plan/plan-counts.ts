/**
 * What a plan's changes amount to, counted. Percentages are never added up: changes are counted, each under its own
 * deciding verdict. An improvement that was taken back does not count as better; whatever got worse counts as worse.
 */

import { isWithdrawn } from "#lib/changes/overview.ts";
import type { ShownVerdict } from "#lib/core/outcome-words.ts";
import { standingOf } from "#lib/core/statistics/verdict.ts";
import { capitalised, countInWords, listInWords, plural } from "#lib/core/words.ts";
import { latestMeasurements, type PlanChange } from "#lib/plan/model.ts";

export type PlanGroups = {
  better: PlanChange[];
  worse: PlanChange[];
  /** Rolled back or abandoned although nothing got worse. */
  withdrawn: PlanChange[];
  unchanged: PlanChange[];
  inconclusive: PlanChange[];
  reported: PlanChange[];
  /** Carried out, and no verdict yet. */
  open: PlanChange[];
};

const WAITING = new Set(["draft", "planned", "in-progress"]);

/** Carried out in some way: what a section tells of and counts. */
export function isBegun({ status }: Pick<PlanChange, "status">): boolean {
  return !WAITING.has(status);
}

/** What a change is shown as: its deciding verdict, or "measuring" before there is one. */
export function shownVerdictOf(change: PlanChange): ShownVerdict {
  const deciding = latestMeasurements(change).find((measurement) => measurement.primary);
  if (!deciding) return "measuring";
  return standingOf(deciding.verdict) === "reported" ? "reported" : deciding.verdict.outcome;
}

export function groupsOf(changes: PlanChange[]): PlanGroups {
  const begun = changes.filter(isBegun);
  const kept = begun.filter((change) => !isWithdrawn(change));
  const of = (shown: ShownVerdict) => kept.filter((change) => shownVerdictOf(change) === shown);
  const worse = begun.filter((change) => shownVerdictOf(change) === "regressed");
  return {
    better: of("improved"),
    worse,
    withdrawn: begun.filter((change) => isWithdrawn(change) && !worse.includes(change)),
    unchanged: of("unchanged"),
    inconclusive: of("inconclusive"),
    reported: of("reported"),
    open: of("measuring"),
  };
}

/** "Seven proved better, one made things worse and was rolled back; two are inconclusive." Empty for no changes. */
export function countsInWords(changes: PlanChange[]): string {
  const groups = groupsOf(changes);
  if (Object.values(groups).every((group) => group.length === 0)) return "";
  const join = groups.worse.some(isWithdrawn) ? "," : " and";
  const first = `${capitalised(nobody(groups.better.length))} proved better${join} ${worseInWords(groups.worse)}`;
  const rest = restInWords(groups);
  return rest.length === 0 ? `${first}.` : `${first}; ${listInWords(rest)}.`;
}

function worseInWords(worse: PlanChange[]): string {
  const undone = worse.filter(isWithdrawn).length;
  const all = worse.length;
  const said = `${nobody(all)} made things worse`;
  if (undone === 0) return said;
  if (undone === all) return `${said} and ${plural(all, "was", "were")} rolled back`;
  return `${said} and ${countInWords(undone)} of them ${plural(undone, "was", "were")} rolled back`;
}

function restInWords(groups: PlanGroups): string[] {
  const part = (group: PlanChange[], one: string, many: string) =>
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
