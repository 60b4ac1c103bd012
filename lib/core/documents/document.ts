/**
 * The document model: what a document says, before any format.
 *
 * One value of this type gives the screen, Markdown, HTML, JSON, DOCX and PDF, so a number is decided once and is the
 * same in each. It is JSON-serialisable; times are ISO 8601. All text is plain text: whatever stands in it is printed
 * and never run, in every format. A renderer maps every kind of block (see `BlockMapping`); a kind that is added here
 * and forgotten there does not compile. The model holds no layout: sizes, colours and pages are the renderers'.
 */

import type { Chart } from "#lib/core/charts/chart.ts";
import type { ShownVerdict } from "#lib/core/outcome-words.ts";

export type Document = {
  title: string;
  /** Empty where it has no name. */
  organisation: string;
  language: "en";
  period: { label: string; from: string; to: string } | null;
  generatedAt: string;
  simulated: boolean;
  /** Stands at the head of every page: "SayPro Optimization Plan, Q3 2026". */
  runningHead: string;
  /** Stands at the foot of every page: "Sample plan, simulated data." Null prints nothing. */
  foot: string | null;
  /** Before the first section: cover, notices, key. */
  front: Block[];
  sections: Section[];
  /** The records behind the document, for the JSON and for the data that a PDF carries. */
  records: { changes: JsonValue[]; metrics: JsonValue[] };
};

export type Section = { key: string; number: number; title: string; blocks: Block[] };

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** A stretch of text in one style. A run whose text is "\n" is a line break. */
export type Run = {
  text: string;
  strong?: true;
  emphasis?: true;
  code?: true;
  strike?: true;
  /** http, https or mailto; anything else is not a link. */
  href?: string;
};

export type Block =
  | CoverBlock
  | HeadingBlock
  | ParagraphBlock
  | ListBlock
  | TableBlock
  | FigureBlock
  | FindingBlock
  | CalloutBlock
  | FactsBlock
  | KeyBlock
  | QuoteBlock
  | CodeBlock
  | RuleBlock
  | SealBlock;

export type CoverBlock = {
  kind: "cover";
  organisation: string;
  version: string | null;
  title: string;
  subtitle: string;
  tally: { mark: ShownVerdict; word: string; count: number }[];
  sentence: Run[];
  facts: Fact[];
};

/** Below a section: level 2 is the first. Levels never skip one on the way down. */
export type HeadingBlock = { kind: "heading"; level: 2 | 3 | 4; number: string | null; runs: Run[] };

type ParagraphBlock = { kind: "paragraph"; runs: Run[] };

export type ListBlock = { kind: "list"; ordered: boolean; start: number; items: Block[][] };

export type TableBlock = {
  kind: "table";
  /** "3.1", or null for a table in somebody's own text. */
  number: string | null;
  caption: Run[];
  columns: TableColumn[];
  rows: TableCell[][];
};
/** `share` is the width in relation to the other columns. Numbers stand at the right; the first column heads its row. */
export type TableColumn = { title: string; kind: "text" | "number" | "verdict"; share: number };
/** `note` is a second, smaller line; `mark` colours the words and, in a verdict column, stands before them. */
export type TableCell = { runs: Run[]; note: string | null; mark: ShownVerdict | null };

/** Title, subtitle, source and words for the blind are the chart's own. */
export type FigureBlock = { kind: "figure"; number: string | null; chart: Chart };

/** A verdict: its sentence first, then what it rests on. */
export type FindingBlock = {
  kind: "finding";
  mark: ShownVerdict;
  word: string;
  /** "proven by series", "too few runs". */
  basis: string;
  sentence: Run[];
  /** Overrides, roll-backs, warnings: what weakens or explains it. Never left out. */
  notes: Run[][];
};

type CalloutBlock = {
  kind: "callout";
  tone: "info" | "doubt" | "bad";
  title: string;
  blocks: Block[];
};

type FactsBlock = { kind: "facts"; items: Fact[] };
export type Fact = { term: string; runs: Run[] };

/** What the marks mean. */
type KeyBlock = { kind: "key"; items: { mark: ShownVerdict; text: string }[] };

type QuoteBlock = { kind: "quote"; blocks: Block[] };

type CodeBlock = { kind: "code"; text: string };

type RuleBlock = { kind: "rule" };

/** What the document can be checked against later. */
type SealBlock = { kind: "seal"; value: string; words: string };

/** One function per kind of block: the whole of a renderer. */
export type BlockMapping<Output> = {
  [Kind in Block["kind"]]: (block: Extract<Block, { kind: Kind }>) => Output;
};

export function mapBlock<Output>(mapping: BlockMapping<Output>, block: Block): Output {
  // The compiler cannot see that the kind picks the matching function; `BlockMapping` guarantees it.
  return (mapping[block.kind] as (block: Block) => Output)(block);
}

/** Whether a page's end may not part this block from the next: the line under a heading, a finding from its figure. */
export function leadsToNext(block: Block, previous: Block | undefined, next: Block | undefined): boolean {
  if (block.kind === "finding") return next?.kind === "figure";
  return block.kind === "paragraph" && previous?.kind === "heading" && plainText(block.runs).length <= 140;
}

/** "SayPro Optimization Plan"; without the organisation where it has no name. */
export function fullTitle({ organisation, title }: Pick<Document, "organisation" | "title">): string {
  return [organisation, title].filter(Boolean).join(" ");
}

/** Plain text as runs. */
export function text(words: string): Run[] {
  return words === "" ? [] : [{ text: words }];
}

export function plainText(runs: Run[]): string {
  return runs.map((run) => (run.text === "\n" ? " " : run.text)).join("");
}

/** A cell of plain words. */
export function cell(words: string, note: string | null = null, mark: ShownVerdict | null = null): TableCell {
  return { runs: text(words), note, mark };
}

/** Every figure of a document, in order, wherever it lies. */
export function figuresOf(document: Document): FigureBlock[] {
  const within = (block: Block): FigureBlock[] => {
    if (block.kind === "figure") return [block];
    if (block.kind === "callout" || block.kind === "quote") return block.blocks.flatMap(within);
    return block.kind === "list" ? block.items.flat().flatMap(within) : [];
  };
  return [...document.front, ...document.sections.flatMap((section) => section.blocks)].flatMap(within);
}
