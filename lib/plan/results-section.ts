import { statusNames } from "#lib/changes/model.ts";
import { isWithdrawn, type Result } from "#lib/changes/overview.ts";
import { type Block, cell, type Run, text } from "#lib/core/documents/document.ts";
import { outcomeNames } from "#lib/core/outcome-words.ts";
import { formatDate } from "#lib/core/time.ts";
import { capitalised, countInWords, listInWords, plural } from "#lib/core/words.ts";
import type { TestRunKind } from "#lib/metrics/model.ts";
import { basisOf, changeColumns, changeRow, linked, markOf, referenceOf } from "#lib/plan/change-rows.ts";
import { latestMeasurements, type Plan, type PlanChange, type PlanTestRun } from "#lib/plan/model.ts";
import type { Numbering } from "#lib/plan/numbering.ts";
import { changesIn, groupsOf } from "#lib/plan/plan-counts.ts";
import { worthBlocks } from "#lib/plan/worth-blocks.ts";

const KINDS: Record<TestRunKind, [one: string, many: string]> = {
  load: ["load test", "load tests"],
  stress: ["stress test", "stress tests"],
  soak: ["soak test", "soak tests"],
  spike: ["spike test", "spike tests"],
  benchmark: ["benchmark", "benchmarks"],
};

/** How it was tested, what is proven, and apart from that everything that is not, or that went the wrong way. */
export function resultsBlocks(plan: Plan, numbering: Numbering): Block[] {
  const groups = groupsOf(plan.changes);
  return [
    heading(numbering, "Testing approach"),
    ...approachBlocks(plan, numbering),
    heading(numbering, "Key results"),
    ...provenBlocks(groups.better, plan, numbering),
    ...apart("What got worse", changesIn(groups.worse), plan, numbering),
    ...apart("Taken back", changesIn(groups.withdrawn), plan, numbering),
    ...apart("What made no difference", changesIn(groups.unchanged), plan, numbering),
    ...apart("What could not be told", changesIn(groups.inconclusive), plan, numbering),
    ...apart("Reported, not proven", changesIn(groups.reported), plan, numbering),
    ...worth(plan, numbering),
  ];
}

function worth(plan: Plan, numbering: Numbering): Block[] {
  const blocks = worthBlocks(plan.changes);
  return blocks.length === 0 ? [] : [heading(numbering, "Cost and benefit"), ...blocks];
}

function approachBlocks(plan: Plan, numbering: Numbering): Block[] {
  const runs = plan.testRuns.toSorted((a, b) => a.ranAt.localeCompare(b.ranAt) || a.number - b.number);
  if (runs.length === 0)
    return [{ kind: "paragraph", runs: text("No test runs are recorded for this period.") }];
  return [
    { kind: "paragraph", runs: text(runsInWords(runs)) },
    {
      kind: "table",
      number: numbering.table(),
      caption: text("Test runs of the period."),
      columns: [
        { title: "Test run", kind: "text", share: 4.6 },
        { title: "Kind", kind: "text", share: 1.2 },
        { title: "System", kind: "text", share: 1.8 },
        { title: "When", kind: "text", share: 1.3 },
      ],
      rows: runs.map((run) => [
        cell(
          run.title,
          [run.description, run.simulated ? "Simulated." : ""].filter(Boolean).join(" ") || null,
        ),
        cell(capitalised(KINDS[run.kind][0])),
        cell(run.systemName),
        cell(formatDate(new Date(run.ranAt), plan.timeZone)),
      ]),
    },
  ];
}

function runsInWords(runs: PlanTestRun[]): string {
  const kinds = [...new Set(runs.map((run) => run.kind))];
  const parts = kinds.map((kind) => {
    const count = runs.filter((run) => run.kind === kind).length;
    return `${countInWords(count)} ${plural(count, ...KINDS[kind])}`;
  });
  if (kinds.length === 1) return `${capitalised(parts[0] ?? "")} ${plural(runs.length, "was", "were")} made.`;
  return `${capitalised(countInWords(runs.length))} test runs were made: ${listInWords(parts)}.`;
}

function provenBlocks(better: Result<PlanChange>[], plan: Plan, numbering: Numbering): Block[] {
  if (better.length === 0)
    return [{ kind: "paragraph", runs: text("No change proved better in this period.") }];
  const count = capitalised(countInWords(better.length));
  const words = `${count} ${plural(better.length, "change", "changes")} proved better. Each effect belongs to its own metric: percentages of different changes are never added up.`;
  return [
    { kind: "paragraph", runs: text(words) },
    {
      kind: "table",
      number: numbering.table(),
      caption: text("Proven results, with the 95 % interval of each effect."),
      columns: changeColumns,
      rows: changesIn(better)
        .toSorted(byArea)
        .map((change) => changeRow(change, plan)),
    },
  ];
}

function apart(title: string, changes: PlanChange[], plan: Plan, numbering: Numbering): Block[] {
  if (changes.length === 0) return [];
  return [heading(numbering, title), ...changes.toSorted(byArea).flatMap((change) => resultOf(change, plan))];
}

function resultOf(change: PlanChange, plan: Plan): Block[] {
  const deciding = latestMeasurements(change).find((measurement) => measurement.primary);
  const notes: Run[][] = [
    [linked(referenceOf(change), change, plan), { text: ` · ${change.title} · ${change.system.name}` }],
    ...(isWithdrawn(change)
      ? [text(`${statusNames[change.status]}. ${change.rolledBackReason ?? ""}`.trim())]
      : []),
  ];
  if (!deciding) {
    const sentence = text(`${change.title}: not measured.`);
    return [
      {
        kind: "finding",
        mark: "measuring",
        word: "No verdict",
        basis: statusNames[change.status].toLowerCase(),
        sentence,
        notes,
      },
    ];
  }
  const mark = markOf(deciding.verdict);
  const sentence = text(deciding.verdict.sentence);
  return [
    { kind: "finding", mark, word: outcomeNames[mark], basis: basisOf(deciding.verdict), sentence, notes },
  ];
}

function heading(numbering: Numbering, title: string): Block {
  return { kind: "heading", level: 2, number: numbering.heading(), runs: text(title) };
}

function byArea(a: PlanChange, b: PlanChange): number {
  return a.area.localeCompare(b.area) || a.number - b.number;
}
