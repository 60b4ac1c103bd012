import { statusNames } from "#lib/changes/model.ts";
import { type Block, cell, text } from "#lib/core/documents/document.ts";
import { referenceOf } from "#lib/plan/change-rows.ts";
import type { Plan, PlanChange } from "#lib/plan/model.ts";
import type { Numbering } from "#lib/plan/numbering.ts";
import { changesIn, groupsOf, isBegun } from "#lib/plan/plan-counts.ts";

/** What is still watched and what comes next: changes without a verdict, and changes not yet carried out. */
export function outlookBlocks(plan: Plan, numbering: Numbering): Block[] {
  const { open } = groupsOf(plan.changes);
  const next = plan.changes.filter((change) => !isBegun(change));
  return [
    ...listed(
      "Waiting for a verdict",
      "Changes that are carried out and have no verdict.",
      changesIn(open),
      numbering,
    ),
    ...listed("Planned next", "Changes that are planned or in progress.", next, numbering),
  ];
}

function listed(title: string, caption: string, changes: PlanChange[], numbering: Numbering): Block[] {
  if (changes.length === 0) return [];
  return [
    { kind: "heading", level: 2, number: numbering.heading(), runs: text(title) },
    {
      kind: "table",
      number: numbering.table(),
      caption: text(caption),
      columns: [
        { title: "Change", kind: "text", share: 4.4 },
        { title: "System", kind: "text", share: 2 },
        { title: "Status", kind: "text", share: 1.4 },
        { title: "Owner", kind: "text", share: 1.8 },
      ],
      rows: changes
        .toSorted((a, b) => a.number - b.number)
        .map((change) => [
          cell(change.title, [referenceOf(change), change.practice?.name].filter(Boolean).join(" · ")),
          cell(change.system.name),
          cell(statusNames[change.status]),
          cell(change.owner ?? "none"),
        ]),
    },
  ];
}
