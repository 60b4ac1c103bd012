import { isOn, type ParagraphStyle } from "#lib/plan/reading/docx-styles.ts";
import { readXml, type XmlElement } from "#lib/plan/reading/xml-elements.ts";

export type DocxParagraph = {
  /** Its place among all paragraphs of the document, from 1. */
  number: number;
  text: string;
  style: string;
  heading: number | null;
  /** How deep its list lies, from 0; null where it is in none. */
  list: number | null;
  strong: boolean;
  struck: boolean;
  /** Where it stands in a table; of a table in a table the outer one counts. */
  cell: { table: number; row: number; column: number; head: boolean } | null;
};

type Open = DocxParagraph & {
  runs: { text: string; bold: boolean; struck: boolean }[];
  listId: string | null;
};

/** What is not on the page: deleted and moved text, fields' own code, what older programs show instead. */
const unseen = new Set([
  "w:del",
  "w:moveFrom",
  "w:instrText",
  "w:delText",
  "mc:Fallback",
  "w:pPrChange",
  "w:rPrChange",
  "wp:docPr",
]);

/** The paragraphs of a body, in their order, as a reader sees them. */
export function docxParagraphs(
  xml: string,
  styles: Map<string, ParagraphStyle>,
  place: string,
): DocxParagraph[] {
  const found: DocxParagraph[] = [];
  // Paragraphs may stand in paragraphs: text boxes do.
  const open: Open[] = [];
  const tables: { table: number; row: number; column: number; head: boolean }[] = [];
  let tableCount = 0;
  let hidden = 0;
  let inText = false;
  let inRun = false;
  readXml(xml, place, {
    open: (element) => {
      const { name } = element;
      if (unseen.has(name)) hidden++;
      if (hidden > 0) return;
      const [outer] = tables;
      if (name === "w:tbl") tables.push({ table: ++tableCount, row: -1, column: -1, head: false });
      if (name === "w:tr" && outer && tables.length === 1)
        Object.assign(outer, { row: outer.row + 1, column: -1, head: false });
      if (name === "w:tblHeader" && outer) outer.head = isOn(element.attributes["w:val"]);
      if (name === "w:tc" && outer && tables.length === 1) outer.column++;
      if (name === "w:p") {
        const paragraph = emptyParagraph(found.length + 1, outer ? { ...outer } : null);
        open.push(paragraph);
        found.push(paragraph);
      }
      const current = open.at(-1);
      if (!current) return;
      if (name === "w:r") {
        inRun = true;
        current.runs.push({ text: "", bold: styles.get(current.style)?.bold ?? false, struck: false });
      }
      if (name === "w:t") inText = true;
      format(current, element, inRun);
      if (name === "w:tab" && inRun) write(current, "\t");
      if (name === "w:br" || name === "w:cr") write(current, " ");
      if (name === "w:noBreakHyphen") write(current, "-");
    },
    close: (name) => {
      if (unseen.has(name)) hidden--;
      if (hidden > 0) return;
      if (name === "w:t") inText = false;
      if (name === "w:r") inRun = false;
      if (name === "w:tbl") tables.pop();
      const current = name === "w:p" ? open.pop() : undefined;
      if (current) finish(current, styles);
    },
    text: (text) => {
      const current = open.at(-1);
      if (current && inText && hidden === 0) write(current, text);
    },
  });
  return found;
}

function emptyParagraph(number: number, cell: DocxParagraph["cell"]): Open {
  const nothing = { text: "", style: "", heading: null, list: null, strong: false, struck: false };
  return { number, ...nothing, cell, runs: [], listId: null };
}

function format(current: Open, { name, attributes }: XmlElement, inRun: boolean): void {
  const value = attributes["w:val"] ?? "";
  const run = inRun ? current.runs.at(-1) : undefined;
  if (name === "w:pStyle") current.style = value;
  if (name === "w:outlineLvl" && !inRun) current.heading = Number(value) < 9 ? Number(value) + 1 : null;
  if (name === "w:numId") current.listId = value;
  if (name === "w:ilvl") current.list = Number(value);
  if (run && name === "w:b") run.bold = isOn(attributes["w:val"]);
  if (run && (name === "w:strike" || name === "w:dstrike")) run.struck = isOn(attributes["w:val"]);
}

function write(current: Open, text: string): void {
  const run = current.runs.at(-1);
  if (run) run.text += text;
}

function finish(current: Open, styles: Map<string, ParagraphStyle>): void {
  const style = styles.get(current.style);
  const runs = current.runs.filter(({ text }) => text.trim() !== "");
  current.text = current.runs
    .map(({ text }) => text)
    .join("")
    .replaceAll(/[\s\u00ad]+/g, " ")
    .trim();
  current.heading ??= style?.heading ?? null;
  const listed = current.listId === null ? (style?.listed ?? false) : current.listId !== "0";
  current.list = listed ? (current.list ?? 0) : null;
  current.strong = runs.length > 0 && runs.every(({ bold }) => bold);
  current.struck = runs.length > 0 && runs.every(({ struck }) => struck);
}
