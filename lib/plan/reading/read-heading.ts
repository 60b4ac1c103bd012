import { bareLabel, labelKind } from "#lib/plan/reading/item-words.ts";
import { ownReference } from "#lib/plan/reading/own-changes.ts";
import type { LineRole } from "#lib/plan/reading/plan-reading.ts";
import { practiceNamed, practiceOfSection } from "#lib/plan/reading/practice-names.ts";
import { addChange, type ReadingState } from "#lib/plan/reading/reading-state.ts";
import { isTitle, sectionNamed } from "#lib/plan/reading/section-names.ts";
import type { SourceItem } from "#lib/plan/reading/source-item.ts";

/** A heading opens a section, a group of a section, or is a change of one of our own documents. */
export function readHeading(state: ReadingState, item: SourceItem, next: SourceItem | undefined): LineRole {
  const { section } = state;
  const text = bareLabel(item.text) ?? item.text;
  const reference = state.own && section.area ? ownReference(next) : null;
  if (reference && section.area) {
    const { system, appliedOn } = reference;
    // A title of ours may begin with a number.
    const title = item.enumerator
      ? `${item.enumerator.value}${item.enumerator.closed ? ")" : "."} ${text}`
      : item.text;
    const change = addChange(state, item, { text: title, area: section.area, exact: true });
    Object.assign(change, { system, appliedOn });
    state.change = { change, indent: Number.POSITIVE_INFINITY };
    state.ownDepth = item.depth;
    return "change";
  }
  if (state.ownDepth !== null && item.depth > state.ownDepth) {
    state.change?.change.details.push(item.text);
    return "detail";
  }
  Object.assign(state, { ownDepth: null, change: null, mode: "done" });
  const deeper = item.depth > section.depth;
  if (section.kind === "area" && deeper) openGroup(state, text);
  else if (!deeper || ["introduction", "unknown"].includes(section.kind)) openSection(state, text, item);
  return "heading";
}

export function openSection(state: ReadingState, text: string, item: SourceItem): void {
  const { section } = state;
  state.group = null;
  const found = sectionNamed(text);
  const practice = found ? null : practiceNamed(text, state.practices, null);
  // The first heading of all, or one that says "plan", is what the document is called, unless sections went before.
  const isFirst = section.depth === 0 && !found && !practice;
  const isCalled = isTitle(text) && ["introduction", "unknown"].includes(section.kind);
  if ((isFirst || (isCalled && state.reading.changes.length === 0)) && !item.enumerator) {
    state.section = { kind: "introduction", area: null, depth: item.depth, isTitle: true };
    return;
  }
  if (found) {
    state.section = { ...found, depth: item.depth, isTitle: false };
    const own = found.kind === "area" ? practiceOfSection(text, state.practices, found.area) : null;
    if (own) state.group = { practice: own, indent: -1, weak: true };
  } else if (practice) {
    state.section = { kind: "area", area: practice.area, depth: item.depth, isTitle: false };
    state.group = { practice, indent: -1 };
  } else if (section.kind !== "introduction" || item.depth <= section.depth || section.isTitle) {
    state.section = { kind: "unknown", area: null, depth: item.depth, isTitle: false };
  }
}

/** A heading inside an area: a practice, a group of another name, or something else than changes. */
function openGroup(state: ReadingState, text: string): void {
  const practice = practiceNamed(text, state.practices, state.section.area);
  state.group = { practice, indent: -1 };
  if (practice) return;
  const kind = sectionNamed(text)?.kind ?? "area";
  if (kind === "outlook") state.mode = "later";
  else if (kind === "results") state.mode = "result";
  else if (kind !== "area" && labelKind(text) !== "done") state.mode = "aside";
}

/** A label by itself, as "Server configuration tweaks:" or "Planned:"; what follows is about it. */
export function readLabel(
  state: ReadingState,
  item: SourceItem,
  label: string,
  next: SourceItem | undefined,
): LineRole {
  const { section } = state;
  state.change = null;
  const kind = labelKind(label);
  if (kind === "later" || kind === "result") state.mode = kind;
  else if (kind === "narrative") state.mode = "aside";
  else state.mode = "done";
  if (kind !== null) {
    if (item.kind === "text" && kind === "done") state.group = null;
    return "heading";
  }
  groupFrom(state, item, practiceNamed(label, state.practices, section.area), next);
  return "heading";
}

export function groupFrom(
  state: ReadingState,
  item: SourceItem,
  practice: ReturnType<typeof practiceNamed>,
  next: SourceItem | undefined,
): void {
  const nested = next?.kind === "bullet" && next.depth > item.depth;
  state.group = { practice, indent: nested ? item.depth : -1 };
}
