import { statusNames } from "#lib/changes/model.ts";
import { isWithdrawn } from "#lib/changes/overview.ts";
import { cell, type Run, type TableCell, type TableColumn } from "#lib/core/documents/document.ts";
import { effectText } from "#lib/core/effect-text.ts";
import { gradeInWords, outcomeNames, reasonInWords, type ShownVerdict } from "#lib/core/outcome-words.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";
import { standingOf } from "#lib/core/statistics/verdict.ts";
import { formatQuantities } from "#lib/core/units.ts";
import { latestMeasurements, type Plan, type PlanChange } from "#lib/plan/model.ts";
import { shownVerdictOf } from "#lib/plan/plan-counts.ts";

/** The columns in which changes stand side by side. */
export const changeColumns: TableColumn[] = [
  { title: "Change", kind: "text", share: 4.1 },
  { title: "Before", kind: "number", share: 1.2 },
  { title: "After", kind: "number", share: 1.2 },
  { title: "Effect", kind: "number", share: 1.7 },
  { title: "Verdict", kind: "verdict", share: 1.9 },
];

/** One change: title and place, levels and effect of its deciding metric, and what the verdict rests on. */
export function changeRow(change: PlanChange, plan: Plan): TableCell[] {
  const deciding = latestMeasurements(change).find((measurement) => measurement.primary);
  const place = [referenceOf(change), change.system.name, change.practice?.name].filter(Boolean).join(" · ");
  const title: TableCell = { runs: [linked(change.title, change, plan)], note: place, mark: null };
  const shown = shownVerdictOf(change);
  const verdict = cell(outcomeWord(shown), verdictNote(change, deciding?.verdict ?? null), shown);
  if (!deciding) return [title, cell(""), cell(""), cell(""), verdict];
  return [title, ...levelsAndEffect(deciding.verdict), verdict];
}

/** Before, after and effect with its interval: the three columns of numbers. */
export function levelsAndEffect(verdict: Verdict): TableCell[] {
  const [was = "", is = ""] = formatQuantities([verdict.before.center, verdict.after.center], verdict.unit);
  const { value, interval } = effectText(verdict);
  const note = standingOf(verdict) === "reported" ? "reported" : (interval ?? "no interval");
  const effect = value === null ? cell("none") : cell(value, note, markOf(verdict));
  return [cell(was), cell(is), effect];
}

export function markOf(verdict: Verdict): ShownVerdict {
  return standingOf(verdict) === "reported" ? "reported" : verdict.outcome;
}

/** "proven by series", "too few runs", "one number a side": what stands behind a verdict's word. */
export function basisOf(verdict: Verdict): string {
  return verdict.reason ? reasonInWords(verdict.reason, verdict.grade) : gradeInWords(verdict.grade);
}

/** "C-41": how people call a change. */
export function referenceOf(change: Pick<PlanChange, "number">): string {
  return `C-${change.number}`;
}

/** Words that lead to the change's evidence, where the portal's address is known. */
export function linked(words: string, change: Pick<PlanChange, "number">, plan: Pick<Plan, "baseUrl">): Run {
  if (plan.baseUrl === null) return { text: words };
  return { text: words, href: `${plan.baseUrl.replace(/\/$/, "")}/changes/${change.number}` };
}

function outcomeWord(shown: ShownVerdict): string {
  return shown === "measuring" ? "No verdict" : outcomeNames[shown];
}

function verdictNote(change: PlanChange, verdict: Verdict | null): string {
  if (isWithdrawn(change)) return statusNames[change.status].toLowerCase();
  if (verdict) return basisOf(verdict);
  return change.measurements.length > 0 ? "not its own metric" : statusNames[change.status].toLowerCase();
}
