import { type Area, builtInPractices, statusNames } from "#lib/changes/model.ts";
import { isWithdrawn } from "#lib/changes/overview.ts";
import { type Block, cell, type Run, text } from "#lib/core/documents/document.ts";
import { blocksFromMarkdown } from "#lib/core/documents/from-markdown.ts";
import { outcomeNames } from "#lib/core/outcome-words.ts";
import { formatDate } from "#lib/core/time.ts";
import { capitalised, countInWords, plural } from "#lib/core/words.ts";
import {
  basisOf,
  changeColumns,
  changeRow,
  levelsAndEffect,
  linked,
  markOf,
  referenceOf,
} from "#lib/plan/change-rows.ts";
import { latestMeasurements, type Plan, type PlanChange, type PlanMeasurement } from "#lib/plan/model.ts";
import type { Numbering } from "#lib/plan/numbering.ts";
import { countsInWords, isBegun } from "#lib/plan/plan-counts.ts";

const PLACES: Record<Area, string> = {
  "software-configuration": "to software configurations",
  database: "to the databases",
  code: "to the code",
  infrastructure: "to the infrastructure",
};

/** An area's changes: counted in words, side by side in a table, then practice by practice with their evidence. */
export function areaBlocks(area: Area, plan: Plan, numbering: Numbering): Block[] {
  const changes = plan.changes.filter((change) => change.area === area && isBegun(change)).toSorted(byTime);
  if (changes.length === 0) return [{ kind: "paragraph", runs: text("No changes in this period.") }];
  return [
    { kind: "paragraph", runs: text(introOf(area, changes)) },
    {
      kind: "table",
      number: numbering.table(),
      caption: text(captionOf(changes)),
      columns: changeColumns,
      rows: changes.map((change) => changeRow(change, plan)),
    },
    ...practicesOf(area, changes).flatMap(({ name, changes: own }) => [
      heading(numbering.heading(), name),
      ...own.flatMap((change) => changeBlocks(change, plan, numbering)),
    ]),
  ];
}

function introOf(area: Area, changes: PlanChange[]): string {
  const count = capitalised(countInWords(changes.length));
  return `${count} ${plural(changes.length, "change was", "changes were")} made ${PLACES[area]} in this period. ${countsInWords(changes)}`;
}

function captionOf(changes: PlanChange[]): string {
  const directions = new Set(
    changes.flatMap((change) =>
      latestMeasurements(change)
        .slice(0, 1)
        .map(({ verdict }) => verdict.better),
    ),
  );
  const [only] = directions;
  const better = directions.size === 1 ? ` For all of them, ${only} is better.` : "";
  return `The changes of the period. Effects are signed by the number itself.${better}`;
}

function practicesOf(area: Area, changes: PlanChange[]): { name: string; changes: PlanChange[] }[] {
  const order = builtInPractices.filter((practice) => practice.area === area).map(({ key }) => key);
  const keys = new Set([...order, ...changes.map((change) => change.practice?.key ?? "")]);
  return [...keys].flatMap((key) => {
    const own = changes.filter((change) => (change.practice?.key ?? "") === key);
    const name = own[0]?.practice?.name ?? "Other";
    return own.length === 0 ? [] : [{ name, changes: own }];
  });
}

function changeBlocks(change: PlanChange, plan: Plan, numbering: Numbering): Block[] {
  const [first, ...others] = latestMeasurements(change);
  return [
    { kind: "heading", level: 3, number: null, runs: text(change.title) },
    { kind: "paragraph", runs: placeRuns(change, plan) },
    ...blocksFromMarkdown(change.description, 4),
    ...(first ? evidenceBlocks(change, first, numbering) : [unmeasured(change)]),
    ...(others.length > 0 ? [otherMetrics(others, numbering)] : []),
    ...endingBlocks(change),
  ];
}

function placeRuns(change: PlanChange, plan: Plan): Run[] {
  const applied = change.appliedAt
    ? `applied ${formatDate(new Date(change.appliedAt), plan.timeZone)}`
    : statusNames[change.status].toLowerCase();
  const rest = [change.system.name, applied, change.owner].filter(Boolean).join(" · ");
  return [linked(referenceOf(change), change, plan), { text: ` · ${rest}` }];
}

function evidenceBlocks(change: PlanChange, measurement: PlanMeasurement, numbering: Numbering): Block[] {
  const { verdict, chart } = measurement;
  const mark = markOf(verdict);
  const notes = [
    ...(measurement.placebo ? [text(measurement.placebo)] : []),
    ...verdict.warnings.map((warning) => text(warning.message)),
    ...(measurement.overrideReason ? [text(`Compared all the same: ${measurement.overrideReason}`)] : []),
    // A drawing says so itself, in its source.
    ...(measurement.simulated && !chart ? [text("Simulated data.")] : []),
  ];
  return [
    {
      kind: "finding",
      mark,
      word: outcomeNames[mark],
      basis: basisOf(verdict),
      sentence: text(verdict.sentence),
      // What the sentence already says is not said again.
      notes: notes.filter((note) => !verdict.sentence.includes(note[0]?.text ?? "")),
    },
    ...(chart ? [{ kind: "figure" as const, number: numbering.figure(), chart: named(chart, change) }] : []),
  ];
}

// A drawing stands among many in the plan, so it names its change.
function named<C extends { source: string }>(chart: C, change: PlanChange): C {
  const reference = referenceOf(change);
  return chart.source.includes(reference) ? chart : { ...chart, source: `${reference}. ${chart.source}` };
}

function otherMetrics(measurements: PlanMeasurement[], numbering: Numbering): Block {
  const [, ...numbers] = changeColumns;
  return {
    kind: "table",
    number: numbering.table(),
    caption: text("Other metrics of this change. They do not decide its verdict."),
    columns: [{ title: "Metric", kind: "text", share: 4.2 }, ...numbers],
    rows: measurements.map(({ metric, verdict }) => [
      cell(metric.name),
      ...levelsAndEffect(verdict),
      cell(outcomeNames[markOf(verdict)], basisOf(verdict), markOf(verdict)),
    ]),
  };
}

function unmeasured(change: PlanChange): Block {
  const words = isWithdrawn(change)
    ? "It was not measured."
    : "It was not measured, so nothing is claimed for it.";
  return { kind: "paragraph", runs: [{ text: words, emphasis: true }] };
}

function endingBlocks(change: PlanChange): Block[] {
  const paragraph = (words: string): Block[] => [{ kind: "paragraph", runs: text(words) }];
  const blocks: Block[] = [];
  if (isWithdrawn(change)) {
    const reason = change.rolledBackReason ?? "No reason is recorded.";
    blocks.push({
      kind: "callout",
      tone: "bad",
      title: statusNames[change.status],
      blocks: paragraph(reason),
    });
  }
  if (change.overrideReason) {
    const title = "Marked verified by a reviewer, although no verdict says improved";
    blocks.push({ kind: "callout", tone: "doubt", title, blocks: paragraph(change.overrideReason) });
  }
  if (change.decision) {
    const { decision, note, by } = change.decision;
    const title = `Decided in the quarter's review: ${decision.toLowerCase()}`;
    blocks.push({ kind: "callout", tone: "info", title, blocks: paragraph(note ? `${note} (${by})` : by) });
  }
  return blocks;
}

function heading(number: string, name: string): Block {
  return { kind: "heading", level: 2, number, runs: text(name) };
}

function byTime(a: PlanChange, b: PlanChange): number {
  return (a.appliedAt ?? "").localeCompare(b.appliedAt ?? "") || a.number - b.number;
}
