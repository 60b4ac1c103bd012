import { type Status, statusNames } from "#lib/changes/model.ts";
import { outcomeNames } from "#lib/core/outcome-words.ts";
import type { Outcome } from "#lib/core/statistics/verdict.ts";
import { formatDate } from "#lib/core/time.ts";
import { listInWords } from "#lib/core/words.ts";

/** One line of a change's history, told from its audit row: "Thandi Mokoena moved it from planned to applied." */
export function historySentence(entry: { by: string; action: string; data: unknown }): string {
  const data =
    entry.data !== null && typeof entry.data === "object" ? (entry.data as Record<string, unknown>) : {};
  switch (entry.action) {
    case "change.record":
      return `${entry.by} recorded the change as ${statusName(data.status)}.`;
    case "change.move":
      return `${entry.by} moved it from ${statusName(data.from)} to ${statusName(data.to)}${because(data.reason)}.`;
    case "change.edit":
      return `${entry.by} edited ${fieldsOf(data.changed)}${data.afterResults ? ", after results were in" : ""}.`;
    case "change.measure":
      return `${entry.by} added evidence. Verdict: ${outcomeOf(data)}.${data.to ? ` Status became ${statusName(data.to)}.` : ""}`;
    case "change.fetch":
      return `${entry.by} asked for a verdict from the series of ${String(data.metric)}.`;
    case "change.fetch-failed":
      return `The series of ${String(data.metric)} could not be measured: ${String(data.problem)}`;
    case "change.watch":
      return `Checked after ${String(data.days)} days: ${watchWords[String(data.state)] ?? String(data.state)}.`;
    case "change.watch-early":
      return `The gain is checked early: ${String(data.metric)} has been worse since ${formatDate(new Date(String(data.since)))}.`;
    default:
      return `${entry.by}: ${entry.action}.`;
  }
}

const watchWords: Record<string, string> = {
  holding: "the gain holds",
  fading: "the gain is fading",
  lost: "the gain is lost",
  unclear: "it could not be told whether the gain holds",
};

function statusName(value: unknown): string {
  return (statusNames[value as Status] ?? String(value)).toLowerCase();
}

function outcomeOf(data: Record<string, unknown>): string {
  if (data.reason === "summary-only") return "reported";
  return (outcomeNames[data.outcome as Outcome] ?? String(data.outcome)).toLowerCase();
}

function because(reason: unknown): string {
  return typeof reason === "string" && reason ? `: ${reason.replace(/\.$/, "")}` : "";
}

const fieldNames: Record<string, string> = {
  title: "the title",
  area: "the area",
  practice: "the practice",
  system: "the system",
  team: "the team",
  description: "the description",
  startedAt: "when it was started",
  appliedAt: "when it was applied",
  rolloutStart: "the roll-out",
  rolloutEnd: "the roll-out",
  settleSeconds: "the settling time",
  rollbackPlan: "the way back",
  owner: "the owner",
  settings: "the settings",
  evidence: "what changed",
  links: "the links",
  prediction: "the prediction",
  guardrails: "the guardrails",
  effortDays: "the effort spent",
  spentOnce: "the money spent",
  runningCostPerYear: "the running cost",
  savingPerYear: "the saving",
  savingBasis: "how the saving is reckoned",
  roadmapItem: "the roadmap item",
};

function fieldsOf(changed: unknown): string {
  const names = Object.keys(changed !== null && typeof changed === "object" ? changed : {});
  return listInWords([...new Set(names.map((name) => fieldNames[name] ?? name))]);
}
