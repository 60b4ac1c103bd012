import { linesOf } from "#lib/core/formats/reading/source-text.ts";
import { enumerated } from "#lib/plan/reading/enumerator.ts";
import { isSeparator, rowCells, splitsCells } from "#lib/plan/reading/pipe-rows.ts";
import { plainWords } from "#lib/plan/reading/plain-words.ts";
import { hasWords, type SourceItem, sourceItem } from "#lib/plan/reading/source-item.ts";

const bullet = /^([-*+•‣◦▪▫●○■□➢►▸✓✔✅–—·])\s+(.*)$/u;
/** Shorter lines that end in the middle of a sentence were hardly broken because the page was full. */
const fullLine = 64;

/** Text or Markdown, piece by piece. Lines that were broken because they were full are put together again. */
export function textItems(text: string): SourceItem[] {
  const items: SourceItem[] = [];
  const lines = [...linesOf(text)].map(([line]) => line);
  let gap = true;
  let fence: string | null = null;
  let inTable = false;
  let matterEnd = frontMatterEnd(lines);
  for (const [index, raw] of lines.entries()) {
    const number = index + 1;
    const line = raw.replaceAll("\t", "    ").replaceAll(/[\u00a0\u2007\u202f]/g, " ");
    const trimmed = line.trim();
    const marker: string | undefined = /^(```+|~~~+)/.exec(trimmed)?.[1];
    const wasFence: string | null = fence;
    if (marker && (fence === null || marker.startsWith(fence))) fence = fence === null ? marker : null;
    const comment = commentEnd(lines, index);
    if (comment > matterEnd) matterEnd = comment;
    const matter = index < matterEnd || wasFence !== null || marker !== undefined;
    const last = items.at(-1);
    if (!hasWords(trimmed)) {
      if (!matter && !gap && last && isUnderline(trimmed, last)) Object.assign(last, headed(trimmed));
      inTable = inTable && isSeparator(trimmed);
      if (inTable && last?.kind === "row") last.head = true;
      gap ||= !inTable;
      continue;
    }
    inTable = !matter && (trimmed.startsWith("|") || splitsCells(trimmed, lines[index + 1], inTable));
    const item = matter
      ? sourceItem({
          kind: wasFence === null && marker === undefined ? "matter" : "quote",
          line: number,
          text: trimmed,
        })
      : inTable
        ? rowItem(trimmed, number)
        : lineItem(line, number);
    item.afterGap = gap;
    if (last && !matter && goesOn(item, line, last, gap, lines[index - 1]?.trim() ?? "")) {
      last.text = `${last.text} ${item.text}`;
      last.lines.push(number);
    } else items.push(item);
    gap = false;
  }
  return items;
}

function lineItem(line: string, number: number): SourceItem {
  const indent = line.length - line.trimStart().length;
  const trimmed = line.trim();
  const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(trimmed);
  if (heading && indent < 4) {
    const [, marks = "", words = ""] = heading;
    return numbered(sourceItem({ kind: "heading", line: number, ...plainWords(words), depth: marks.length }));
  }
  const quote = /^>[>\s]*(.*)$/.exec(trimmed);
  if (quote) return sourceItem({ kind: "quote", line: number, ...plainWords(quote[1] ?? ""), depth: indent });
  const [, , item = ""] = bullet.exec(trimmed) ?? [];
  if (item) {
    const [, box, words = item] = /^\[([ xX])\]\s+(.*)$/.exec(item) ?? [];
    const { text, task } = withoutSign(words);
    const ticked = box === undefined ? task : box !== " ";
    return sourceItem({ kind: "bullet", line: number, ...plainWords(text), depth: indent, task: ticked });
  }
  return numbered(sourceItem({ kind: "text", line: number, ...plainWords(trimmed), depth: indent }));
}

/** Signs that people put before what is done, or is not yet. */
function withoutSign(words: string): { text: string; task: boolean | null } {
  const [, done, later, text = words] =
    /^(?:(✅|✔|☑|🟢)|(⏳|🚧|🔜|📅|☐|⬜|🕒))\ufe0f?\s+(.*)$/u.exec(words) ?? [];
  return { text, task: done ? true : later ? false : null };
}

function numbered(item: SourceItem): SourceItem {
  const found = enumerated(item.text);
  if (!found || !hasWords(found.rest)) return item;
  const { value, closed, rest } = found;
  return {
    ...item,
    kind: item.kind === "heading" ? "heading" : "bullet",
    text: rest,
    enumerator: { value, closed },
  };
}

function rowItem(trimmed: string, line: number): SourceItem {
  const cells = rowCells(trimmed).map((cell) => plainWords(cell).text);
  return sourceItem({ kind: "row", line, text: cells.filter(Boolean).join(" | "), cells });
}

/** Whether a line is the rest of what began above it. */
function goesOn(item: SourceItem, line: string, last: SourceItem, gap: boolean, above: string): boolean {
  if (gap || item.kind !== "text" || item.strong || last.strong) return false;
  if (last.kind !== "bullet" && last.kind !== "text") return false;
  const indent = line.length - line.trimStart().length;
  const open = !/[.!?:;]["”')\]]?$/.test(last.text);
  if (last.kind === "bullet" && indent > last.depth && !/:$/.test(last.text)) return true;
  return (
    open &&
    (/^\p{Ll}/u.test(item.text) ||
      (last.kind === "text" && above.length >= fullLine && /^[\p{L}\p{N}(]/u.test(item.text)))
  );
}

function isUnderline(trimmed: string, last: SourceItem): boolean {
  return last.kind === "text" && last.lines.length === 1 && /^(={3,}|-{3,})$/.test(trimmed);
}

function headed(underline: string): Partial<SourceItem> {
  return { kind: "heading", depth: underline.startsWith("=") ? 1 : 2 };
}

/** How many lines a head of keys and values between two rules takes. */
function frontMatterEnd(lines: string[]): number {
  if (lines[0]?.trim() !== "---") return 0;
  const end = lines.slice(1, 200).findIndex((line) => line.trim() === "---");
  const inside = lines.slice(1, end + 1);
  return end > 0 && inside.every((line) => /^(\s|[\w-]+:|#|-)|^$/.test(line)) ? end + 2 : 0;
}

function commentEnd(lines: string[], from: number): number {
  if (!lines[from]?.trim().startsWith("<!--")) return 0;
  const length = lines.slice(from).findIndex((line) => line.includes("-->"));
  return length === -1 ? 0 : from + length + 1;
}
