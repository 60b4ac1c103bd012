import type { Area } from "#lib/changes/model.ts";
import { changeTitle } from "#lib/plan/reading/change-title.ts";
import type { NumberStyle } from "#lib/plan/reading/number-style.ts";
import type { LineRole, PlanReading, ReadChange } from "#lib/plan/reading/plan-reading.ts";
import { type KnownPractice, practiceSpokenOf } from "#lib/plan/reading/practice-names.ts";
import { claimsOf } from "#lib/plan/reading/result-sentences.ts";
import { isMeasured } from "#lib/plan/reading/result-words.ts";
import type { SectionKind } from "#lib/plan/reading/section-names.ts";
import { sentencesOf } from "#lib/plan/reading/sentences.ts";
import type { SourceItem } from "#lib/plan/reading/source-item.ts";
import { writtenDay } from "#lib/plan/reading/written-date.ts";

/** What the lines above have set up for the line that is read. */
export type ReadingState = {
  reading: PlanReading;
  practices: readonly KnownPractice[];
  style: NumberStyle;
  own: boolean;
  section: { kind: SectionKind; area: Area | null; depth: number; isTitle: boolean };
  /** What items below a group's heading are about; `indent` is that of a heading whose items lie deeper. */
  /** `weak` where only the section's own name says it: then an item's words count more. */
  group: { practice: KnownPractice | null; indent: number; weak?: true } | null;
  /** Said by a label or a heading for all that follows under it. */
  mode: "done" | "later" | "result" | "aside";
  /** The change that deeper items say more of. */
  change: { change: ReadChange; indent: number } | null;
  /** Inside a change of our own documents: the depth of its heading. */
  ownDepth: number | null;
};

export function startState(
  practices: readonly KnownPractice[],
  style: NumberStyle,
  own: boolean,
): ReadingState {
  return {
    reading: { changes: [], results: [], planned: [], notUnderstood: [], account: new Map() },
    practices,
    style,
    own,
    section: { kind: "introduction", area: null, depth: 0, isTitle: true },
    group: null,
    mode: "done",
    change: null,
    ownDepth: null,
  };
}

/** Writes down what a piece was taken for. */
export function account(state: ReadingState, item: SourceItem, role: LineRole): void {
  for (const line of item.lines) state.reading.account.set(line, role);
  const { text, line } = item;
  if (role === "planned") state.reading.planned.push({ text, line });
  if (role === "notUnderstood") state.reading.notUnderstood.push({ text, line });
}

export type NewChange = { text: string; area: Area; practice?: KnownPractice | null; exact?: boolean };

export function addChange(state: ReadingState, item: SourceItem, given: NewChange): ReadChange {
  const { text, area } = given;
  const { title, rest } = given.exact ? { title: text, rest: "" } : changeTitle(text);
  const group = state.group?.practice?.area === area ? state.group.practice : null;
  const spoken = state.own ? null : practiceSpokenOf(text, state.practices, area);
  const practice = given.practice ?? (state.group?.weak ? (spoken ?? group) : (group ?? spoken));
  const change: ReadChange = {
    title,
    area,
    practice: practice?.key ?? null,
    line: item.line,
    details: rest === "" ? [] : [rest],
    system: null,
    appliedOn: writtenDay(text),
  };
  state.reading.changes.push(change);
  return change;
}

/** Results with numbers in a text; where `onlyMeasured`, of what is surely measured and no setting. Answers how many. */
export function addResults(
  state: ReadingState,
  item: SourceItem,
  text: string,
  { onlyMeasured = true, ofChange = null }: { onlyMeasured?: boolean; ofChange?: number | null } = {},
): number {
  const found = sentencesOf(text).flatMap((sentence) => {
    if (
      /\b(?:will|would|should|target|aims? (?:to|for)|goal|expect\w*|at least as|planned)\b/i.test(sentence)
    )
      return [];
    return claimsOf(sentence, state.style)
      .filter(({ metric }) => metric !== null && (!onlyMeasured || isMeasured(metric)))
      .map((claim) => ({ text: sentence, ...claim, line: item.line, ofChange }));
  });
  state.reading.results.push(...found);
  return found.length;
}
