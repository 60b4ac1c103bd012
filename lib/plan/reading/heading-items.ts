import { depthOf, follows, isFirst } from "#lib/plan/reading/enumerator.ts";
import { bareLabel, labelKind, looksLikeHeading, saysDone } from "#lib/plan/reading/item-words.ts";
import { type KnownPractice, practiceNamed } from "#lib/plan/reading/practice-names.ts";
import { sectionNamed } from "#lib/plan/reading/section-names.ts";
import type { SourceItem } from "#lib/plan/reading/source-item.ts";

/** Headings that are only numbered, in bold, or by themselves stand below those that are marked as headings. */
const below = { numbered: 10, bold: 20, plain: 30 };

/** The same pieces, with those as headings that a reader takes for headings though nothing marks them. */
export function withHeadings(items: SourceItem[], practices: readonly KnownPractice[]): SourceItem[] {
  const marked = items.some((item) => item.kind === "heading");
  const sectionsAreNumbered = items.some(({ enumerator }) =>
    /^(?:\d+|[IVX]+)$/.test(enumerator?.value ?? ""),
  );
  const names = (text: string) =>
    sectionNamed(text) !== null || practiceNamed(text, practices, null) !== null;
  const bare = items.map((item) => withoutNumber(item));
  const bareCount = bare.filter((text) => text !== null && names(text)).length;
  return items.map((item, at) => {
    const unnumbered = bare[at] ?? null;
    if (unnumbered !== null && bareCount > 1) {
      return { ...item, kind: "heading", depth: below.numbered + 1, text: unnumbered };
    }
    const text = bareLabel(item.text) ?? item.text;
    if (item.kind === "bullet" && item.enumerator && isNumberedHeading(item, at, text)) {
      const depth = below.numbered + depthOf(item.enumerator.value, sectionsAreNumbered);
      return { ...item, kind: "heading", depth, text };
    }
    if (item.kind !== "text" || !looksLikeHeading(text)) return item;
    if (item.strong && labelKind(text) === null) return { ...item, kind: "heading", depth: below.bold, text };
    const alone = item.afterGap || text === text.toUpperCase();
    const isPlain = alone && item.depth === 0 && text === item.text && text.split(" ").length <= 6;
    return isPlain && at > 0 && names(text) && !saysDone(text)
      ? { ...item, kind: "heading", depth: below.plain }
      : item;
  });

  function isNumberedHeading(item: SourceItem, at: number, text: string): boolean {
    const value = item.enumerator?.value ?? "";
    if (item.depth > 0 || !looksLikeHeading(text)) return false;
    const first = startOfRun(items, at);
    if (isInRun(items, at) && (isFirst(first) || !names(text))) return false;
    if (names(text)) return !item.enumerator?.closed || item.afterGap;
    if (item.enumerator?.closed || saysDone(text)) return false;
    return value.includes(".") || (!marked && at + 1 < items.length);
  }
}

/** "2 Database": a number without a mark. One alone is rather a number; several with known names are sections. */
function withoutNumber(item: SourceItem): string | null {
  const [, text = ""] = /^\d{1,2}\s+(\p{Lu}.*)$/u.exec(item.text) ?? [];
  const fits = item.kind === "text" && item.depth === 0 && item.lines.length === 1 && item.afterGap;
  return fits && looksLikeHeading(text) && text.split(" ").length <= 6 ? text : null;
}

/** Whether the next or the last number of the same list is directly beside it: sections have something in between. */
function isInRun(items: SourceItem[], at: number): boolean {
  return isNext(items[at], items[at + 1]) || isNext(items[at - 1], items[at]);
}

function startOfRun(items: SourceItem[], at: number): string {
  let start = at;
  while (isNext(items[start - 1], items[start])) start--;
  return items[start]?.enumerator?.value ?? "";
}

function isNext(one: SourceItem | undefined, other: SourceItem | undefined): boolean {
  if (!one?.enumerator || !other?.enumerator || one.kind !== other.kind) return false;
  return (
    one.enumerator.closed === other.enumerator.closed && follows(one.enumerator.value, other.enumerator.value)
  );
}
