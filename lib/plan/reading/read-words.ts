import {
  bareLabel,
  labelKind,
  labelled,
  looksLikeHeading,
  saysDone,
  saysLater,
  saysNothing,
} from "#lib/plan/reading/item-words.ts";
import type { LineRole } from "#lib/plan/reading/plan-reading.ts";
import { type KnownPractice, practiceNamed, practiceSpokenOf } from "#lib/plan/reading/practice-names.ts";
import { groupFrom, openSection, readLabel } from "#lib/plan/reading/read-heading.ts";
import { addChange, addResults, type ReadingState } from "#lib/plan/reading/reading-state.ts";
import { sectionNamed } from "#lib/plan/reading/section-names.ts";
import type { SourceItem } from "#lib/plan/reading/source-item.ts";

/** Deeper than any heading lies. */
const belowHeadings = 1_000;

/** An item of a list, a paragraph or a quotation. */
export function readWords(state: ReadingState, item: SourceItem, next: SourceItem | undefined): LineRole {
  const { change } = state;
  if (item.kind === "matter" || item.struck) return "notUnderstood";
  const within =
    change !== null && (state.ownDepth !== null || item.depth > change.indent || item.kind === "quote");
  if (within) return readDetail(state, item);
  state.change = null;
  if (state.own && state.section.kind === "area") return "narrative";
  if (state.group && item.kind === "bullet" && item.depth <= state.group.indent) state.group = null;
  const label = bareLabel(item.text);
  const isArea = item.kind === "bullet" && opensArea(state, item, next);
  if (label !== null && item.kind !== "quote" && !isArea) return readLabel(state, item, label, next);
  if (item.kind === "bullet") return readBullet(state, item, next);
  return readParagraph(state, item, next);
}

/** What lies under a change says more of it. */
function readDetail(state: ReadingState, item: SourceItem): LineRole {
  const change = state.change?.change;
  if (!change) return "detail";
  const label = labelled(item.text);
  const ofChange = change.line;
  change.details.push(item.text);
  if (label?.label.toLowerCase() === "status" && saysLater(label.rest)) {
    state.reading.changes = state.reading.changes.filter((each) => each !== change);
    state.reading.planned.push({ text: change.title, line: change.line });
    state.reading.account.set(change.line, "planned");
  }
  const said = label && labelKind(label.label) === "result" ? label.rest : item.text;
  const count = addResults(state, item, said, { onlyMeasured: state.ownDepth !== null, ofChange });
  return count > 0 ? "result" : "detail";
}

function readBullet(state: ReadingState, item: SourceItem, next: SourceItem | undefined): LineRole {
  const { practices } = state;
  if (opensArea(state, item, next)) {
    openSection(state, bareLabel(item.text) ?? item.text, { ...item, depth: belowHeadings + item.depth });
    return "heading";
  }
  if (state.section.depth >= belowHeadings + item.depth) {
    // Beside the area's item, no longer under it.
    state.section = { ...state.section, kind: "unknown", area: null };
    state.group = null;
  }
  const { section } = state;
  const open = section.kind === "area" || section.kind === "unknown" || section.isTitle;
  if (open && headsItems(item, next, practiceNamed(item.text, practices, section.area))) {
    groupFrom(state, item, practiceNamed(item.text, practices, section.area), next);
    return "heading";
  }
  const label = labelled(item.text);
  const kind = label && labelKind(label.label);
  if (label && kind === "result") return readResult(state, item, label.rest, false);
  if (kind === "later") return "planned";
  if (kind === "narrative" && section.kind !== "unknown") return "narrative";
  const named = label && kind === null && open ? practiceNamed(label.label, practices, section.area) : null;
  const own = named && isLabelOf(label?.label ?? "") ? named : null;
  // "Query cache: enabled" says too little without its label.
  const isSaid = saysNothing(label?.rest ?? "") || (label?.rest ?? "").split(/\s+/).length > 2;
  const text = label && ((own && isSaid) || kind === "change" || kind === "done") ? label.rest : item.text;
  if (saysNothing(text) && section.kind !== "unknown") return "narrative";
  if (state.mode === "aside") return "narrative";
  if (state.mode === "result" || section.kind === "results") return readResult(state, item, item.text, false);
  if (open) return readWork(state, item, text, own);
  if (section.kind === "outlook") return "planned";
  if (section.kind === "objectives") return "narrative";
  return readResult(state, item, item.text, true);
}

/** An item where changes are told of. */
function readWork(
  state: ReadingState,
  item: SourceItem,
  text: string,
  named: KnownPractice | null,
): LineRole {
  const { section, practices, group } = state;
  const spoken = named ?? group?.practice ?? practiceSpokenOf(text, practices, section.area);
  const area = section.area ?? (named || group?.practice || saysDone(text) ? (spoken?.area ?? null) : null);
  const later = state.mode === "later" || item.task === false || saysLater(text);
  if (later && (area || spoken)) return "planned";
  if (!area) {
    if (addResults(state, item, item.text) > 0) return "result";
    return section.isTitle && labelled(item.text) ? "narrative" : "notUnderstood";
  }
  // "Query time fell from 420 to 180 ms" tells what came of the work, not what was done.
  if (!saysDone(text) && addResults(state, item, text) > 0) return "result";
  const change = addChange(state, item, { text, area, practice: named });
  state.change = { change, indent: item.depth };
  addResults(state, item, text, { ofChange: change.line });
  return "change";
}

function readResult(state: ReadingState, item: SourceItem, text: string, onlyMeasured: boolean): LineRole {
  const { kind } = state.section;
  const found =
    kind === "objectives" || kind === "outlook" ? 0 : addResults(state, item, text, { onlyMeasured });
  return found > 0 ? "result" : kind === "unknown" ? "notUnderstood" : "narrative";
}

function readParagraph(state: ReadingState, item: SourceItem, next: SourceItem | undefined): LineRole {
  const { section, practices } = state;
  const alone = item.kind === "text" && item.lines.length === 1 && looksLikeHeading(item.text);
  if (
    alone &&
    section.kind !== "introduction" &&
    section.kind !== "unknown" &&
    labelled(item.text) === null
  ) {
    if (next?.kind === "bullet") {
      if (section.kind === "area") {
        state.mode = "done";
        groupFrom(state, item, practiceNamed(item.text, practices, section.area), next);
      }
      return "heading";
    }
    if (isInCapitals(item.text)) {
      // What stands there by itself, like a foot of a page, is no part of the section.
      if (section.kind !== "area")
        state.section = { kind: "unknown", area: null, depth: section.depth, isTitle: false };
      return "notUnderstood";
    }
  }
  if (isToldWork(state, item)) return readWork(state, item, item.text, null);
  return readResult(state, item, item.text, section.kind !== "results");
}

/** Lists may nest areas, practices and changes without any heading; an area's item then stands for its section. */
function opensArea(
  { section }: ReadingState,
  { text, depth }: SourceItem,
  next: SourceItem | undefined,
): boolean {
  const free = section.kind === "unknown" || section.isTitle || belowHeadings + depth <= section.depth;
  const heads = next?.kind === "bullet" && next.depth > depth;
  return (
    free &&
    heads &&
    !saysDone(text) &&
    sectionNamed(text)?.kind === "area" &&
    looksLikeHeading(bareLabel(text) ?? text)
  );
}

/** A paragraph that tells of work: "We added an index on orders." Others in an area introduce it. */
function isToldWork({ section, group, mode, practices }: ReadingState, { kind, text }: SourceItem): boolean {
  if (kind !== "text" || section.kind !== "area" || mode !== "done" || !saysDone(text)) return false;
  return Boolean(group?.practice) || practiceSpokenOf(text, practices, section.area) !== null;
}

/** Whether an item only names what the items after it are about. */
function headsItems(item: SourceItem, next: SourceItem | undefined, practice: KnownPractice | null): boolean {
  if (next?.kind !== "bullet" || saysDone(item.text) || item.text.split(/\s+/).length > 6) return false;
  if (/[.!?]$/.test(item.text) || labelled(item.text)) return false;
  if (next.depth > item.depth) return practice !== null || saysDone(next.text);
  return next.depth === item.depth && practice !== null && saysDone(next.text);
}

function isLabelOf(label: string): boolean {
  return label.split(/\s+/).length <= 5 && !saysDone(label);
}

/** Every longer word with a capital: "Leave a Reply", "Page 2 of 2". */
function isInCapitals(text: string): boolean {
  const words = text.split(/\s+/).filter((word) => word.length > 3);
  return words.every((word) => /^[^\p{Ll}]/u.test(word));
}
