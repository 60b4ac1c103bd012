import {
  BorderStyle,
  type FileChild,
  HeadingLevel,
  ImageRun,
  type IParagraphOptions,
  PageBreak,
  Paragraph,
  type ParagraphChild,
  Tab,
  TextRun,
} from "docx";
import type { Chart } from "#lib/core/charts/chart.ts";
import { renderSvg } from "#lib/core/charts/render-svg.ts";
import { writable } from "#lib/core/charts/svg.ts";
import {
  type Block,
  type BlockMapping,
  type CoverBlock,
  type FigureBlock,
  type FindingBlock,
  type ListBlock,
  leadsToNext,
  mapBlock,
  type Run,
  text,
} from "#lib/core/documents/document.ts";
import {
  atRightEnd,
  coloured,
  lines,
  markImage,
  numberRun,
  runsOf,
} from "#lib/core/documents/render/docx-runs.ts";
import { BULLETS, COLOURS, numbersFrom, TEXT_WIDTH } from "#lib/core/documents/render/docx-styles.ts";
import { besideLine, dataTable, factsTable, tallyTable } from "#lib/core/documents/render/docx-tables.ts";
import { drawingFiles } from "#lib/core/documents/render/drawing-files.ts";

/** The lists of a document: each is numbered by itself, and Word must know beforehand where they start. */
export type Lists = { count: number; starts: Set<number> };

/** Where a block stands: in which list and at which level, in which style. */
type Place = {
  lists: Lists;
  list: { reference: string; instance: number; level: number; first: boolean } | null;
  style: string | null;
  keepNext: boolean;
};

const HEADINGS = { 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3, 4: HeadingLevel.HEADING_4 };

/** Blocks as paragraphs and tables. */
export function docxBlocks(blocks: Block[], lists: Lists): FileChild[] {
  return within(blocks, { lists, list: null, style: null, keepNext: false });
}

export function sectionHeading(number: number, title: string, pageBreakBefore: boolean): Paragraph {
  const children = [...numberRun(String(number)), ...runsOf(text(title))];
  return new Paragraph({ heading: HeadingLevel.HEADING_1, pageBreakBefore, children });
}

function within(blocks: Block[], place: Place): FileChild[] {
  const mapping = mappingAt(place);
  const leading = mappingAt({ ...place, keepNext: true });
  return blocks.flatMap((block, index) =>
    mapBlock(leadsToNext(block, blocks[index - 1], blocks[index + 1]) ? leading : mapping, block),
  );
}

function mappingAt(place: Place): BlockMapping<FileChild[]> {
  return {
    cover: coverOf,
    heading: ({ level, number, runs }) => [
      new Paragraph({ heading: HEADINGS[level], children: [...numberRun(number), ...runsOf(runs)] }),
    ],
    paragraph: ({ runs }) => [bodyParagraph(runs, place)],
    list: (block) => listOf(block, place),
    table: (block) => [dataTable(block), ...captionOf("Table", block.number, block.caption)],
    figure: figureOf,
    finding: (block) => findingOf(block, place.keepNext),
    callout: ({ tone, title, blocks }) => {
      const colour = { info: COLOURS.accent, doubt: COLOURS.inconclusive, bad: COLOURS.danger }[tone];
      return [
        besideLine([styled("CalloutTitle", runsOf(text(title))), ...docxBlocks(blocks, place.lists)], colour),
      ];
    },
    facts: ({ items }) => factsTable(items),
    key: ({ items }) => {
      const each = items.map(({ mark, text: words }) => [
        markImage(mark, 11),
        ...runsOf(text(` ${words}      `)),
      ]);
      return [styled("Key", each.flat())];
    },
    quote: ({ blocks }) => within(blocks, { ...place, style: "QuoteText" }),
    code: (block) => [styled("CodeText", lines(block.text))],
    rule: () => [
      styled("Normal", [], { border: { bottom: { style: BorderStyle.SINGLE, size: 4, color: "E1E1DE" } } }),
    ],
    seal: ({ value, words }) => [
      styled("Fact", runsOf([{ text: "Seal " }, { text: value, code: true }, { text: `. ${words}` }])),
    ],
  };
}

function styled(style: string, children: ParagraphChild[], more: IParagraphOptions = {}): Paragraph {
  return new Paragraph({ style, children, ...more });
}

function coverOf(block: CoverBlock): FileChild[] {
  const tabStops = [{ type: "right" as const, position: TEXT_WIDTH }];
  return [
    styled("Organisation", [...runsOf(text(block.organisation)), ...atRightEnd(block.version)], { tabStops }),
    styled("Title", runsOf(text(block.title))),
    styled("CoverSubtitle", runsOf(text(block.subtitle))),
    tallyTable(block.tally),
    styled("Normal", runsOf(block.sentence), {
      spacing: { before: 160, after: 3000 },
      indent: { right: 2600 },
    }),
    ...factsTable(block.facts),
    new Paragraph({ children: [new PageBreak()] }),
  ];
}

function bodyParagraph(runs: Run[], { list, style, keepNext }: Place): Paragraph {
  const children = runsOf(runs);
  if (!list) return new Paragraph({ children, keepNext, ...(style ? { style } : {}) });
  if (!list.first) return new Paragraph({ children, indent: { left: 360 * (list.level + 1) } });
  const { reference, level, instance } = list;
  return new Paragraph({ children, numbering: { reference, level, instance } });
}

function listOf({ ordered, start, items }: ListBlock, place: Place): FileChild[] {
  const { lists } = place;
  if (ordered) lists.starts.add(start);
  const level = Math.min(8, (place.list?.level ?? -1) + 1);
  lists.count++;
  const list = { reference: ordered ? numbersFrom(start) : BULLETS, instance: lists.count, level };
  return items.flatMap(([head, ...rest]) => {
    // The mark of an item stands on its first paragraph, so an item that begins otherwise gets an empty one.
    const first: Block = head?.kind === "paragraph" ? head : { kind: "paragraph", runs: [] };
    const others = head === first ? rest : [...(head ? [head] : []), ...rest];
    return [
      ...within([first], { ...place, list: { ...list, first: true } }),
      ...within(others, { ...place, list: { ...list, first: false } }),
    ];
  });
}

function findingOf({ mark, word, basis, sentence, notes }: FindingBlock, keepNext: boolean): FileChild[] {
  return [
    styled("Finding", [markImage(mark, 14), new TextRun({ children: [new Tab()] }), ...runsOf(sentence)]),
    styled("Basis", [coloured(word, mark), ...runsOf(text(`, ${basis}`))], { keepNext }),
    ...notes.map((note) => styled("Basis", runsOf(note), { keepNext })),
  ];
}

function figureOf({ number, chart }: FigureBlock): FileChild[] {
  return [
    styled("FigureTitle", runsOf(text(chart.title))),
    ...(chart.subtitle ? [styled("FigureNote", runsOf(text(chart.subtitle)))] : []),
    styled("Drawing", [chartImage(chart, number)]),
    ...captionOf("Figure", number, text(chart.source)),
  ];
}

function captionOf(word: string, number: string | null, runs: Run[]): Paragraph[] {
  if (number === null && runs.length === 0) return [];
  return [styled("Caption", runsOf([...text(number ? `${word} ${number}. ` : ""), ...runs]))];
}

function chartImage(chart: Chart, number: string | null): ImageRun {
  const small = chart.kind === "effect" || chart.kind === "trend";
  const { svg, png, width, height } = drawingFiles(
    renderSvg(chart, "print", small ? 180 : 640),
    2,
    COLOURS.paper,
  );
  const scale = small ? 1 : 627 / width;
  const name = number ? `Figure ${number}` : "Figure";
  return new ImageRun({
    type: "svg",
    data: Buffer.from(svg),
    fallback: { type: "png", data: png },
    transformation: { width: Math.round(width * scale), height: Math.round(height * scale) },
    altText: { name, description: writable(chart.alt), title: writable(chart.title) },
  });
}
