import { type DocxParagraph, docxParagraphs } from "#lib/plan/reading/docx-paragraphs.ts";
import { docxPart, openArchive } from "#lib/plan/reading/docx-part.ts";
import { paragraphStyles } from "#lib/plan/reading/docx-styles.ts";
import { enumerated } from "#lib/plan/reading/enumerator.ts";
import { hasWords, type SourceItem, sourceItem } from "#lib/plan/reading/source-item.ts";

/**
 * The body of a DOCX, piece by piece; the `line` of a piece is the number of its paragraph. Null where the archive holds
 * no document of a word processor. Headers, footers and comments are not the plan's text and are left out.
 */
export async function docxItems(bytes: Uint8Array, fileName: string): Promise<SourceItem[] | null> {
  const archive = await openArchive(bytes, fileName);
  const body = await docxPart(archive, "word/document.xml", fileName);
  if (body === null) return null;
  const stylesXml = await docxPart(archive, "word/styles.xml", fileName);
  const styles = paragraphStyles(stylesXml, `${fileName}, word/styles.xml`);
  const paragraphs = docxParagraphs(body, styles, `${fileName}, word/document.xml`);
  const items: SourceItem[] = [];
  let gap = true;
  for (const [at, paragraph] of paragraphs.entries()) {
    const { cell } = paragraph;
    const before = paragraphs[at - 1]?.cell;
    const sameRow = cell && before && cell.table === before.table && cell.row === before.row;
    const last = items.at(-1);
    if (cell && sameRow && last?.kind === "row") addToRow(last, paragraph, before.column === cell.column);
    else if (cell) items.push(rowOf(paragraph));
    else if (hasWords(paragraph.text))
      items.push({ ...itemOf(paragraph, styles.get(paragraph.style)?.name ?? ""), afterGap: gap });
    gap = !hasWords(paragraph.text);
  }
  return items.filter(({ text }) => hasWords(text)).map(unframed);
}

function itemOf({ number, text, heading, list, strong, struck }: DocxParagraph, style: string): SourceItem {
  const base = { line: number, text, strong, struck };
  // A list of contents repeats the headings, with pages.
  if (/^toc \d|^toc heading|^contents title/i.test(style)) return sourceItem({ ...base, kind: "quote" });
  const found = heading !== null || list === null ? enumerated(text) : null;
  const enumerator = found && { value: found.value, closed: found.closed };
  const words = found?.rest ?? text;
  if (heading !== null)
    return sourceItem({ ...base, kind: "heading", depth: heading, text: words, enumerator });
  if (list !== null) return sourceItem({ ...base, kind: "bullet", depth: list * 2 });
  const typed = /^[•‣◦▪●○–—·-]\s+(\S.*)$/u.exec(text);
  if (typed) return sourceItem({ ...base, kind: "bullet", text: typed[1] ?? text });
  return sourceItem({ ...base, kind: found ? "bullet" : "text", text: words, enumerator });
}

function rowOf(paragraph: DocxParagraph): SourceItem {
  const column = paragraph.cell?.column ?? 0;
  const cells = [...Array<string>(column).fill(""), paragraph.text];
  const head = paragraph.cell?.head === true || paragraph.cell?.row === 0;
  return sourceItem({ kind: "row", line: paragraph.number, text: paragraph.text, cells, head });
}

function addToRow(row: SourceItem, { text, number, cell }: DocxParagraph, sameCell: boolean): void {
  row.lines.push(number);
  if (sameCell && hasWords(text)) row.cells.push(`${row.cells.pop() ?? ""} (${text})`);
  if (!sameCell) {
    while (row.cells.length < (cell?.column ?? 0)) row.cells.push("");
    row.cells.push(text);
  }
  row.text = row.cells.filter(Boolean).join(" | ");
}

/** A frame of one cell is no table: what stands in it is text beside a line. */
function unframed(item: SourceItem): SourceItem {
  return item.kind === "row" && item.cells.length < 2 ? { ...item, kind: "quote", head: false } : item;
}
