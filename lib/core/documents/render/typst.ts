import { dirname } from "node:path";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { styleOf } from "#lib/core/charts/chart-style.ts";
import { markColour, markSvg } from "#lib/core/charts/mark-svg.ts";
import { renderSvg } from "#lib/core/charts/render-svg.ts";
import { writable } from "#lib/core/charts/svg.ts";
import {
  type Block,
  type BlockMapping,
  type Document,
  fullTitle,
  type JsonValue,
  leadsToNext,
  mapBlock,
} from "#lib/core/documents/document.ts";
import { fontFiles, fontFolders } from "#lib/core/documents/render/font-files.ts";
import { drawable, undisplayed, without } from "#lib/core/documents/render/glyph-coverage.ts";
import { TYPST_TEMPLATE } from "#lib/core/documents/render/typst-template.ts";
import type { ShownVerdict } from "#lib/core/outcome-words.ts";
import { formatNumber } from "#lib/core/units.ts";

/** What stands in the file beside the pages: the data that the portal can check it against. */
type Attachment = { name: string; text: string; description: string };

export type PdfOptions = {
  /** Written as the time of creation. The same document and time give the same bytes. */
  createdAt: Date;
  attachment?: Attachment;
};

/**
 * A tagged PDF (PDF/UA-1). Typst reads the document as data, never as markup. Characters that no font at hand can draw
 * are printed as the replacement character.
 */
export function renderPdf(document: Document, options: PdfOptions): Uint8Array {
  const data = printData(document, options.attachment ?? null);
  const compiler = NodeCompiler.create({ workspace: workspace(), fontArgs: [{ fontPaths: fontFolders() }] });
  const missing = new Set<string>();
  try {
    // PDF/UA refuses text without glyphs, and names it: the rest may be drawn by fonts of this machine.
    for (let round = 0; round < 3; round++) {
      try {
        return compile(compiler, JSON.stringify(data, cleanBut(missing)), options);
      } catch (error) {
        const before = missing.size;
        for (const character of undisplayed(error)) missing.add(character);
        if (missing.size === before) break;
      }
    }
    // With the shipped fonts' characters alone it cannot happen again; any other fault comes back as it is.
    return compile(compiler, JSON.stringify(data, cleanAndDrawable), options);
  } finally {
    // The cache is the whole process's and would grow with every document.
    compiler.evictCache(0);
  }
}

function compile(compiler: NodeCompiler, data: string, { createdAt }: PdfOptions): Uint8Array {
  const result = compiler.compile({ mainFileContent: TYPST_TEMPLATE, inputs: { data } });
  const error = result.takeError();
  if (error) throw new Error(`The page template does not compile: ${JSON.stringify(error.shortDiagnostics)}`);
  if (!result.result) throw new Error("The page template gave no pages.");
  return compiler.pdf(result.result, {
    pdfStandard: "ua-1",
    creationTimestamp: Math.floor(createdAt.getTime() / 1000),
  });
}

function printData(document: Document, attachment: Attachment | null): JsonValue {
  const { colours } = styleOf("print");
  const marks = Object.keys(MARKS) as ShownVerdict[];
  const hasCover = document.front.some((block) => block.kind === "cover");
  return {
    title: fullTitle(document),
    subtitle: document.period?.label ?? document.title,
    organisation: document.organisation,
    language: document.language,
    runningHead: document.runningHead,
    foot: document.foot ?? "",
    hasCover,
    contents: document.sections.length > 1,
    colours,
    marks: Object.fromEntries(marks.map((mark) => [mark, markSvg(mark, colours)])),
    markColours: Object.fromEntries(marks.map((mark) => [mark, markColour(mark, colours)])),
    front: document.front.map(nodeOf),
    sections: document.sections.map(({ number, title, blocks }) => ({
      number,
      title,
      blocks: nodesOf(blocks),
    })),
    attachment,
  };
}

const MARKS: Record<ShownVerdict, true> = {
  improved: true,
  unchanged: true,
  regressed: true,
  inconclusive: true,
  reported: true,
  measuring: true,
};

// Most blocks are handed over as they are: the template knows their fields by name.
const mapping: BlockMapping<JsonValue> = {
  cover: (block) => ({
    ...block,
    tally: block.tally.map(({ count, ...each }) => ({ ...each, count: formatNumber(count) })),
    sentence: plain(block.sentence),
    facts: plain(block.facts),
  }),
  heading: (block) => ({ ...block, runs: plain(block.runs) }),
  paragraph: (block) => ({ ...block, runs: plain(block.runs), leads: false }),
  list: (block) => ({ ...block, items: block.items.map((item) => item.map(nodeOf)) }),
  table: (block) => plain(block),
  figure: ({ kind, number, chart }) => ({
    kind,
    number,
    title: chart.title,
    subtitle: chart.subtitle,
    source: chart.source,
    alt: chart.alt,
    svg: renderSvg(chart, "print", widthOf(chart.kind)),
    width: widthOf(chart.kind) / FULL_WIDTH,
  }),
  finding: (block) => plain({ ...block, leads: false }),
  callout: (block) => ({ ...block, blocks: block.blocks.map(nodeOf) }),
  facts: (block) => plain(block),
  key: (block) => plain(block),
  quote: (block) => ({ ...block, blocks: block.blocks.map(nodeOf) }),
  code: (block) => block,
  rule: (block) => block,
  seal: (block) => block,
};

const FULL_WIDTH = 640;

function widthOf(kind: string): number {
  return kind === "effect" || kind === "trend" ? 180 : FULL_WIDTH;
}

// What must not be parted from the next block by a page's end: the line under a heading, a finding and its figure.
function nodesOf(blocks: Block[]): JsonValue[] {
  return blocks.map((block, index) => {
    const leads = leadsToNext(block, blocks[index - 1], blocks[index + 1]);
    return leads ? { ...(nodeOf(block) as object), leads } : nodeOf(block);
  });
}

function nodeOf(block: Block): JsonValue {
  return mapBlock(mapping, block);
}

// Runs have optional fields, which JSON leaves out; the type of JSON values does not know that.
function plain(value: object): JsonValue {
  return value as JsonValue;
}

function clean(_key: string, value: unknown): unknown {
  // Line and paragraph separators would end a line of the page in the middle of a sentence.
  return typeof value === "string" ? writable(value).replaceAll(/[\u2028\u2029]/g, " ") : value;
}

function cleanBut(missing: ReadonlySet<string>) {
  return (key: string, value: unknown): unknown => {
    const cleaned = clean(key, value);
    return typeof cleaned === "string" && missing.size > 0 ? without(missing, cleaned) : cleaned;
  };
}

function cleanAndDrawable(key: string, value: unknown): unknown {
  const cleaned = clean(key, value);
  return typeof cleaned === "string" ? drawable(cleaned) : cleaned;
}

// The compiler may read files below its workspace, so it gets a folder that holds nothing but fonts.
function workspace(): string {
  return dirname(fontFiles()[0] ?? ".");
}
