import { type Block, cell, type TableCell, text } from "#lib/core/documents/document.ts";
import { distanceInWords } from "#lib/core/target-distance.ts";
import { formatDate } from "#lib/core/time.ts";
import { formatQuantities } from "#lib/core/units.ts";
import type { Plan, PlanObjective, PlanTarget } from "#lib/plan/model.ts";
import type { Numbering } from "#lib/plan/numbering.ts";
import { objectiveKindNames } from "#lib/systems/model.ts";

/** What the organisation wants, in numbers: each objective's targets, where they stand and how far there is to go. */
export function objectivesBlocks(plan: Plan, numbering: Numbering): Block[] {
  if (plan.objectives.length === 0) {
    return [{ kind: "paragraph", runs: text("No objectives have been set.") }];
  }
  return plan.objectives.flatMap((objective) => objectiveBlocks(objective, plan, numbering));
}

function objectiveBlocks(objective: PlanObjective, plan: Plan, numbering: Numbering): Block[] {
  const title = `${objectiveKindNames[objective.kind]}: ${objective.name}`;
  const head: Block = { kind: "heading", level: 2, number: numbering.heading(), runs: text(title) };
  const words: Block[] = objective.description
    ? [{ kind: "paragraph", runs: text(objective.description) }]
    : [];
  if (objective.targets.length === 0) {
    return [head, ...words, { kind: "paragraph", runs: text("No target has been set.") }];
  }
  return [
    head,
    ...words,
    {
      kind: "table",
      number: numbering.table(),
      caption: text("Targets. Now is the latest measured level; a target counts as met when it says so."),
      columns: [
        { title: "Metric", kind: "text", share: 4 },
        { title: "Now", kind: "number", share: 1.3 },
        { title: "Target", kind: "number", share: 1.3 },
        { title: "Distance", kind: "text", share: 1.8 },
      ],
      rows: objective.targets.map((target) => targetRow(target, plan)),
    },
  ];
}

function targetRow(target: PlanTarget, plan: Plan): TableCell[] {
  const [now = "", value = ""] = formatQuantities([target.now, target.value], target.unit);
  const due = target.dueAt ? `due ${formatDate(new Date(target.dueAt), plan.timeZone)}` : null;
  const direction = `${target.better} is better`;
  return [
    cell(target.metricName, [direction, target.simulated ? "simulated" : ""].filter(Boolean).join(" · ")),
    cell(now),
    cell(value),
    cell(distanceInWords(target), due),
  ];
}
