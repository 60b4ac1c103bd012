import type { BlockContent, DefinitionContent, PhrasingContent, RootContent, Table, TableRow } from "mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { toMarkdown } from "mdast-util-to-markdown";
import type { ChartTable } from "#lib/core/charts/chart.ts";
import { keyNumbersOf } from "#lib/core/charts/chart-table.ts";
import {
  type Block,
  type BlockMapping,
  type Document,
  fullTitle,
  mapBlock,
  type Run,
  type TableBlock,
  text,
} from "#lib/core/documents/document.ts";
import { formatNumber } from "#lib/core/units.ts";

type Flow = BlockContent | DefinitionContent;

/** Markdown in GitHub's flavour. It cannot hold drawings, so each figure is its finding, its numbers and its source. */
export function renderMarkdown(document: Document): string {
  const children: RootContent[] = [
    ...document.front.flatMap(flowOf),
    ...document.sections.flatMap((section): RootContent[] => [
      {
        type: "heading",
        depth: 2,
        children: [{ type: "text", value: `${section.number}. ${section.title}` }],
      },
      ...section.blocks.flatMap(flowOf),
    ]),
    ...(document.foot ? [rule(), ...paragraph(text(document.foot))] : []),
  ];
  return toMarkdown({ type: "root", children }, { extensions: [gfmToMarkdown()], bullet: "-", rule: "-" });
}

const mapping: BlockMapping<Flow[]> = {
  cover: (block) => [
    { type: "heading", depth: 1, children: phrasing(text(fullTitle(block))) },
    ...paragraph([{ text: block.subtitle }, ...(block.version ? [{ text: `, ${block.version}` }] : [])]),
    ...paragraph(text(block.tally.map(({ word, count }) => `${word}: ${formatNumber(count)}`).join(" · "))),
    ...paragraph(block.sentence),
    ...mapping.facts({ kind: "facts", items: block.facts }),
  ],
  heading: ({ level, number, runs }) => [
    {
      type: "heading",
      depth: (level + 1) as 3 | 4 | 5,
      children: phrasing([...text(number ? `${number} ` : ""), ...runs]),
    },
  ],
  paragraph: ({ runs }) => paragraph(runs),
  list: ({ ordered, start, items }) => [
    {
      type: "list",
      ordered,
      start: ordered ? start : null,
      spread: false,
      children: items.map((item) => ({ type: "listItem", spread: false, children: item.flatMap(flowOf) })),
    },
  ],
  table: (block) => [tableNode(block), ...paragraph(captioned("Table", block.number, block.caption))],
  figure: ({ number, chart }) => [
    ...paragraph([{ text: chart.title, strong: true }]),
    ...paragraph(text(chart.subtitle)),
    numbersNode(keyNumbersOf(chart)),
    ...paragraph(captioned("Figure", number, text(chart.source))),
  ],
  finding: ({ word, basis, sentence, notes }) => [
    {
      type: "blockquote",
      children: [
        ...paragraph([{ text: `${word}, ${basis}.`, strong: true }, { text: " " }, ...sentence]),
        ...notes.flatMap((note) => paragraph(note)),
      ],
    },
  ],
  callout: ({ title, blocks }) => [
    {
      type: "blockquote",
      children: [...paragraph([{ text: title, strong: true }]), ...blocks.flatMap(flowOf)],
    },
  ],
  facts: ({ items }) =>
    mapping.list({
      kind: "list",
      ordered: false,
      start: 1,
      items: items.map(({ term, runs }) => [
        { kind: "paragraph", runs: [{ text: `${term}:`, strong: true }, { text: " " }, ...runs] },
      ]),
    }),
  key: ({ items }) => paragraph(text(items.map((item) => item.text).join(" · "))),
  quote: ({ blocks }) => [{ type: "blockquote", children: blocks.flatMap(flowOf) }],
  code: (block) => [{ type: "code", value: block.text }],
  rule: () => [rule()],
  seal: ({ value, words }) =>
    paragraph([{ text: "Seal " }, { text: value, code: true }, { text: `. ${words}` }]),
};

function flowOf(block: Block): Flow[] {
  return mapBlock(mapping, block);
}

function paragraph(runs: Run[]): Flow[] {
  return runs.length === 0 ? [] : [{ type: "paragraph", children: phrasing(runs) }];
}

function rule(): Flow {
  return { type: "thematicBreak" };
}

function phrasing(runs: Run[]): PhrasingContent[] {
  return runs.map((run) => {
    if (run.text === "\n") return { type: "break" };
    let node: PhrasingContent = run.code
      ? { type: "inlineCode", value: run.text }
      : { type: "text", value: run.text };
    if (run.strike) node = { type: "delete", children: [node] };
    if (run.emphasis) node = { type: "emphasis", children: [node] };
    if (run.strong) node = { type: "strong", children: [node] };
    return run.href ? { type: "link", url: run.href, children: [node] } : node;
  });
}

function captioned(word: string, number: string | null, runs: Run[]): Run[] {
  return number ? [{ text: `${word} ${number}.`, emphasis: true }, { text: " " }, ...runs] : runs;
}

function tableNode({ columns, rows }: TableBlock): Table {
  const body = rows.map(
    (row): TableRow => ({
      type: "tableRow",
      children: row.map(({ runs, note }) => ({
        type: "tableCell",
        // A cell of a Markdown table is one line.
        children: phrasing(
          [...runs, ...text(note ? ` (${note})` : "")].map((run) =>
            run.text === "\n" ? { text: " " } : run,
          ),
        ),
      })),
    }),
  );
  return aligned(
    columns.map((column) => ({ title: column.title, right: column.kind === "number" })),
    body,
  );
}

function numbersNode({ columns, rows }: ChartTable): Table {
  const body = rows.map(
    (row): TableRow => ({
      type: "tableRow",
      children: row.map((words) => ({ type: "tableCell", children: phrasing(text(words)) })),
    }),
  );
  return aligned(
    columns.map((column) => ({ title: column.title, right: column.kind === "number" })),
    body,
  );
}

function aligned(columns: { title: string; right: boolean }[], body: TableRow[]): Table {
  const head: TableRow = {
    type: "tableRow",
    children: columns.map(({ title }) => ({ type: "tableCell", children: phrasing(text(title)) })),
  };
  return {
    type: "table",
    align: columns.map(({ right }) => (right ? "right" : "left")),
    children: [head, ...body],
  };
}
