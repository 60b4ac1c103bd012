import {
  BorderStyle,
  type FileChild,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import { writable } from "#lib/core/charts/svg.ts";
import {
  type TableCell as Cell,
  type CoverBlock,
  type Fact,
  type TableBlock,
  text,
} from "#lib/core/documents/document.ts";
import { coloured, markImage, runsOf } from "#lib/core/documents/render/docx-runs.ts";
import { COLOURS, hex, TEXT_WIDTH } from "#lib/core/documents/render/docx-styles.ts";
import { formatNumber } from "#lib/core/units.ts";

const NONE = { style: BorderStyle.NONE, size: 0, color: "auto" };
const NO_BORDERS = {
  top: NONE,
  bottom: NONE,
  left: NONE,
  right: NONE,
  insideHorizontal: NONE,
  insideVertical: NONE,
};

/** Rows of data: the head is repeated on every page and no row is torn apart. */
export function dataTable({ columns, rows }: TableBlock): Table {
  const shares = columns.reduce((sum, column) => sum + column.share, 0) || 1;
  const widths = columns.map((column) => Math.round((column.share / shares) * TEXT_WIDTH));
  const cellOf = (children: Paragraph[], index: number, line: string) =>
    new TableCell({
      children,
      width: { size: widths[index] ?? 0, type: WidthType.DXA },
      margins: { top: 90, bottom: 90, left: 0, right: index === columns.length - 1 ? 0 : 140 },
      borders: { ...NO_BORDERS, bottom: { style: BorderStyle.SINGLE, size: 4, color: line } },
    });
  const head = columns.map(({ title, kind }, index) =>
    cellOf(
      [new Paragraph({ style: "TableHead", alignment: side(kind), children: runsOf(text(title)) })],
      index,
      hex(COLOURS.chartAxis),
    ),
  );
  const body = rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        children: columns.map(({ kind }, index) => cellOf(cellParagraphs(row[index], kind), index, "E1E1DE")),
      }),
  );
  const headRow = new TableRow({ tableHeader: true, cantSplit: true, children: head });
  return new Table({ ...across(widths), rows: [headRow, ...body] });
}

function cellParagraphs(each: Cell | undefined, kind: TableBlock["columns"][number]["kind"]): Paragraph[] {
  const alignment = side(kind);
  if (!each) return [new Paragraph({ style: "TableText" })];
  const { mark } = each;
  const words = mark ? each.runs.map((run) => coloured(run.text, mark)) : runsOf(each.runs);
  const sign = mark && kind === "verdict" ? [markImage(mark, 11), new TextRun(" ")] : [];
  const note =
    each.note === null
      ? []
      : [new Paragraph({ style: "TableNote", alignment, children: runsOf(text(each.note)) })];
  return [new Paragraph({ style: "TableText", alignment, children: [...sign, ...words] }), ...note];
}

function side(kind: string): "right" | "left" {
  return kind === "number" ? "right" : "left";
}

/** The counts of a cover, side by side under one line. */
export function tallyTable(tally: CoverBlock["tally"]): Table {
  const width = Math.floor(TEXT_WIDTH / Math.max(1, tally.length));
  const children = tally.map(
    ({ mark, word, count }) =>
      new TableCell({
        width: { size: width, type: WidthType.DXA },
        borders: { ...NO_BORDERS, top: { style: BorderStyle.SINGLE, size: 6, color: hex(COLOURS.ink) } },
        children: [
          new Paragraph({
            style: "TallyWord",
            children: [markImage(mark, 12), new TextRun(" "), coloured(word, mark)],
          }),
          new Paragraph({ style: "TallyCount", children: [new TextRun(formatNumber(count))] }),
        ],
      }),
  );
  return new Table({ ...across(tally.map(() => width)), rows: [new TableRow({ children })] });
}

/** Terms and what they say. */
export function factsTable(items: Fact[]): Table[] {
  if (items.length === 0) return [];
  const widths: [number, number] = [1800, TEXT_WIDTH - 1800];
  const cellOf = (size: number, children: ParagraphChild[]) =>
    new TableCell({
      borders: NO_BORDERS,
      margins: { left: 0, right: 140 },
      width: { size, type: WidthType.DXA },
      children: [new Paragraph({ style: "Fact", children })],
    });
  const termOf = (term: string) => [new TextRun({ text: writable(term), color: hex(COLOURS.inkMuted) })];
  const rows = items.map(
    ({ term, runs }) =>
      new TableRow({ children: [cellOf(widths[0], termOf(term)), cellOf(widths[1], runsOf(runs))] }),
  );
  return [new Table({ ...across(widths), rows })];
}

/** Blocks beside a coloured line. */
export function besideLine(children: FileChild[], colour: string): Table {
  const inner = children.filter((child) => child instanceof Paragraph || child instanceof Table);
  const borders = { ...NO_BORDERS, left: { style: BorderStyle.SINGLE, size: 16, color: hex(colour) } };
  const width = { size: TEXT_WIDTH, type: WidthType.DXA };
  const box = new TableCell({ children: inner, borders, margins: { left: 200 }, width });
  return new Table({ ...across([TEXT_WIDTH]), rows: [new TableRow({ children: [box] })] });
}

// A table as wide as the text, with fixed columns and no lines of its own.
function across(columnWidths: number[]) {
  const width = { size: TEXT_WIDTH, type: WidthType.DXA };
  return { columnWidths, width, layout: TableLayoutType.FIXED, borders: NO_BORDERS };
}
