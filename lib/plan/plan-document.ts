/**
 * The plan as a document: its eight sections, generated from the records and the text people wrote.
 *
 * The worse stands in the same sentence as the better; what is only reported or inconclusive is never counted as
 * proven; no percentage stands without its interval or the word "reported", and none are added up.
 */

import { type Area, areas } from "#lib/changes/model.ts";
import {
  type Block,
  type CoverBlock,
  type Document,
  fullTitle,
  type JsonValue,
  type Section,
  text,
} from "#lib/core/documents/document.ts";
import { blocksFromMarkdown } from "#lib/core/documents/from-markdown.ts";
import { outcomeNames } from "#lib/core/outcome-words.ts";
import { formatDate, formatRange } from "#lib/core/time.ts";
import { capitalised, counted, countInWords, listInWords, plural } from "#lib/core/words.ts";
import { areaBlocks } from "#lib/plan/area-section.ts";
import {
  areaSections,
  isSimulated,
  latestMeasurements,
  type Plan,
  type PlanReview,
  type SectionKey,
  sectionKeys,
  sectionTitles,
} from "#lib/plan/model.ts";
import { type Numbering, numberingOf } from "#lib/plan/numbering.ts";
import { objectivesBlocks } from "#lib/plan/objectives-section.ts";
import { outlookBlocks } from "#lib/plan/outlook-section.ts";
import { countsInWords, groupsOf, isBegun } from "#lib/plan/plan-counts.ts";
import { resultsBlocks } from "#lib/plan/results-section.ts";
import type { Stated } from "#lib/reviews/schema.ts";
import { computedInWords, statedInWords } from "#lib/reviews/stated-in-words.ts";

export function planDocument(given: Plan): Document {
  // A draft belongs to its author alone, whoever asked for the plan.
  const plan = { ...given, changes: given.changes.filter((change) => change.status !== "draft") };
  return {
    title: plan.title,
    organisation: plan.organisation,
    language: "en",
    period: plan.period,
    generatedAt: plan.generatedAt,
    simulated: isSimulated(plan),
    runningHead: `${fullTitle(plan)}, ${plan.period.label}`,
    foot: footOf(plan),
    front: [coverOf(plan), keyOfMarks],
    sections: sectionKeys.map((key, index) => sectionOf(key, index + 1, plan)),
    records: recordsOf(plan),
  };
}

const keyOfMarks: Block = {
  kind: "key",
  items: [
    { mark: "improved", text: "solid: proven" },
    { mark: "reported", text: "outlined: reported, one number a side" },
    { mark: "inconclusive", text: "dotted: inconclusive" },
  ],
};

function coverOf(plan: Plan): CoverBlock {
  const notice = noticeOf(plan);
  const groups = groupsOf(plan.changes);
  const range = formatRange(
    { from: new Date(plan.period.from), to: new Date(plan.period.to) },
    plan.timeZone,
  );
  const made = formatDate(new Date(plan.generatedAt), plan.timeZone);
  return {
    kind: "cover",
    organisation: plan.organisation,
    version: plan.version,
    title: plan.title,
    // A period that is named by its dates does not need them twice.
    subtitle: range.endsWith(plan.period.label) ? range : `${plan.period.label}, ${range}`,
    tally: [
      { mark: "improved", word: outcomeNames.improved, count: groups.better.length },
      { mark: "unchanged", word: outcomeNames.unchanged, count: groups.unchanged.length },
      { mark: "regressed", word: outcomeNames.regressed, count: groups.worse.length },
      { mark: "inconclusive", word: outcomeNames.inconclusive, count: groups.inconclusive.length },
      { mark: "reported", word: outcomeNames.reported, count: groups.reported.length },
      { mark: "measuring", word: "No verdict", count: groups.open.length },
    ],
    sentence: text(plan.stated?.words ?? coverSentence(plan)),
    facts: [
      ...(plan.stated ? statedFacts(plan.stated, plan) : []),
      { term: "Made on", runs: text(made) },
      ...(plan.review ? reviewFacts(plan.review, plan.timeZone) : []),
      ...(notice ? [{ term: "Note", runs: text(notice.cover) }] : []),
    ],
  };
}

/** What a person states never stands without what was computed, and says whose words they are, and why. */
function statedFacts({ by, at, reason }: Stated, plan: Plan): CoverBlock["facts"] {
  const on = formatDate(new Date(at), plan.timeZone);
  return [
    { term: "Computed", runs: text(coverSentence(plan)) },
    { term: "Stated by", runs: text(`${by}, ${on}`) },
    { term: "Reason", runs: text(reason) },
  ];
}

/** Who signed the quarter's review, its seal, and honestly how much has changed since. */
function reviewFacts(review: PlanReview, timeZone: string): CoverBlock["facts"] {
  const on = formatDate(new Date(review.sealedAt), timeZone);
  const since = review.changedSince;
  return [
    { term: "Review signed by", runs: text(`${listInWords(review.signedBy)}, ${on}`) },
    { term: "Seal of the review", runs: [{ text: `sha256 ${review.sha256}`, code: true }] },
    ...(since > 0
      ? [
          {
            term: "Changed since",
            runs: text(
              `${counted(since, "record says", "records say")} something else than when it was signed.`,
            ),
          },
        ]
      : []),
  ];
}

/** At the foot of every page: that numbers are simulated, and the seal of the review by which they can be checked. */
function footOf(plan: Plan): string | null {
  const { review } = plan;
  const seal = review ? `Review sealed: sha256 ${review.sha256.slice(0, 16)}…` : null;
  return [noticeOf(plan)?.foot, seal].filter(Boolean).join(" ") || null;
}

/** "Fourteen changes were carried out. Seven proved better, one made things worse and was rolled back; …" */
export function coverSentence(plan: Pick<Plan, "changes">): string {
  const begun = plan.changes.filter(isBegun);
  if (begun.length === 0) return "No change was carried out in this period.";
  const count = capitalised(countInWords(begun.length));
  return `${count} ${plural(begun.length, "change was", "changes were")} carried out. ${countsInWords(begun)}`;
}

function sectionOf(key: SectionKey, number: number, plan: Plan): Section {
  const written = blocksFromMarkdown(plan.narrative[key] ?? "");
  const generated = generatedBlocks(key, plan, numberingOf(number));
  const blocks = [...written, ...generated];
  const none: Block = { kind: "paragraph", runs: text("Nothing has been written here yet.") };
  return {
    key,
    number,
    title: sectionTitles[key],
    blocks: blocks.length > 0 ? blocks : [none],
  };
}

function generatedBlocks(key: SectionKey, plan: Plan, numbering: Numbering): Block[] {
  const area: Area | undefined = areas.find((each) => areaSections[each] === key);
  if (area) return areaBlocks(area, plan, numbering);
  if (key === "optimization-objectives") return objectivesBlocks(plan, numbering);
  if (key === "performance-testing-and-results") return resultsBlocks(plan, numbering);
  if (key === "conclusion") return conclusionBlocks(plan);
  return outlookBlocks(plan, numbering);
}

function conclusionBlocks(plan: Plan): Block[] {
  const { stated, timeZone } = plan;
  const computed = coverSentence(plan);
  const said = stated
    ? [stated.words, `${computedInWords(computed)} ${statedInWords(stated, timeZone)}`]
    : [computed];
  return said.map((words): Block => ({ kind: "paragraph", runs: text(words) }));
}

// Simulated numbers are said to be so on the cover and at the foot of every page.
function noticeOf(plan: Plan): { cover: string; foot: string } | null {
  if (!isSimulated(plan)) return null;
  if (!plan.changes.every((change) => change.simulated)) {
    const words = "Parts of this plan rest on simulated data; they are marked.";
    return { cover: words, foot: words };
  }
  return { cover: "Sample plan: all numbers are simulated.", foot: "Sample plan, simulated data." };
}

// What stands behind the pages: the changes with their verdicts to the byte, and the metrics they speak of.
function recordsOf(plan: Plan): Document["records"] {
  const metrics = new Map<string, JsonValue>();
  const changes = plan.changes.map(({ measurements, ...change }) => {
    for (const { metric } of measurements) metrics.set(metric.key, metric);
    const kept = latestMeasurements({ measurements }).map(
      ({ metric, verdict, primary, simulated, createdAt }) => ({
        metric: metric.key,
        primary,
        simulated,
        createdAt,
        verdict,
      }),
    );
    return { ...change, measurements: kept };
  });
  return { changes: changes as JsonValue[], metrics: [...metrics.values()] };
}
