/**
 * People's Markdown as blocks of the document model.
 *
 * GitHub's flavour. HTML in it is text like any other; images become their description, since nothing is fetched from
 * elsewhere; links keep only http, https and mailto. What nests deeper than people read is flattened to its words.
 */

import type { List, ListItem, Nodes, PhrasingContent, RootContent, Table } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import type { Block, HeadingBlock, Run } from "#lib/core/documents/document.ts";

const DEEPEST = 6;

type Style = Omit<Run, "text">;
type Level = HeadingBlock["level"];

/** `topLevel` is the level of the text's own highest heading: 2 below a section, 3 below a subsection. */
export function blocksFromMarkdown(markdown: string, topLevel: Level = 2): Block[] {
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const blocks = tree.children.flatMap((node) => blockOf(node, 0));
  return blocks.length === 0 ? [] : withSteadyLevels(blocks, topLevel);
}

/** A link's address where it is safe to follow, else undefined. */
export function safeAddress(address: string): string | undefined {
  // Browsers skip control characters and spaces before they read the scheme.
  const read = address.replaceAll(/[\p{Cc}\s]/gu, "");
  return /^(https?:\/\/|mailto:)/i.test(read) ? read : undefined;
}

function blockOf(node: RootContent, depth: number): Block[] {
  if (depth > DEEPEST) return paragraph([{ text: wordsOf(node) }]);
  switch (node.type) {
    case "paragraph":
      return paragraph(runsOf(node.children, {}));
    case "heading":
      return [{ kind: "heading", level: levelOf(node.depth), number: null, runs: runsOf(node.children, {}) }];
    case "list":
      return [listOf(node, depth)];
    case "table":
      return [tableOf(node)];
    case "blockquote":
      return [{ kind: "quote", blocks: node.children.flatMap((child) => blockOf(child, depth + 1)) }];
    case "code":
      return [{ kind: "code", text: node.value }];
    case "thematicBreak":
      return [{ kind: "rule" }];
    case "footnoteDefinition":
      return node.children.flatMap((child) => blockOf(child, depth + 1));
    case "definition":
      return [];
    default:
      return paragraph(inlineOf(node as PhrasingContent, {}));
  }
}

function paragraph(runs: Run[]): Block[] {
  return runs.length === 0 ? [] : [{ kind: "paragraph", runs }];
}

function listOf(list: List, depth: number): Block {
  const itemOf = (item: ListItem): Block[] => {
    const blocks = item.children.flatMap((child) => blockOf(child, depth + 1));
    if (typeof item.checked !== "boolean") return blocks;
    const box: Run = { text: item.checked ? "[x] " : "[ ] " };
    const [first, ...rest] = blocks;
    return first?.kind === "paragraph"
      ? [{ kind: "paragraph", runs: [box, ...first.runs] }, ...rest]
      : [...paragraph([box]), ...blocks];
  };
  return {
    kind: "list",
    ordered: list.ordered ?? false,
    start: list.start ?? 1,
    items: list.children.map(itemOf),
  };
}

function tableOf(table: Table): Block {
  const [head, ...body] = table.children;
  const titles = head?.children.map((each) => wordsOf(each)) ?? [];
  const columns = titles.map((title, index) => {
    const kind = table.align?.[index] === "right" ? ("number" as const) : ("text" as const);
    return { title, kind, share: 1 };
  });
  const rows = body.map((row) =>
    columns.map((_, index) => ({
      runs: runsOf(row.children[index]?.children ?? [], {}),
      note: null,
      mark: null,
    })),
  );
  return { kind: "table", number: null, caption: [], columns, rows };
}

function runsOf(nodes: PhrasingContent[], style: Style): Run[] {
  return nodes.flatMap((node) => inlineOf(node, style));
}

function inlineOf(node: PhrasingContent, style: Style): Run[] {
  switch (node.type) {
    case "text":
      // A line's end in the source is a space in the sentence.
      return [{ text: node.value.replaceAll(/\s*\n\s*/g, " "), ...style }];
    case "html":
      return [{ text: node.value, ...style }];
    case "inlineCode":
      return [{ text: node.value, ...style, code: true }];
    case "strong":
      return runsOf(node.children, { ...style, strong: true });
    case "emphasis":
      return runsOf(node.children, { ...style, emphasis: true });
    case "delete":
      return runsOf(node.children, { ...style, strike: true });
    case "link": {
      const href = safeAddress(node.url);
      return runsOf(node.children, href ? { ...style, href } : style);
    }
    case "break":
      return [{ text: "\n" }];
    case "image":
    case "imageReference":
      return [{ text: node.alt || "image", ...style, emphasis: true }];
    case "linkReference":
      return runsOf(node.children, style);
    case "footnoteReference":
      return [{ text: `[${node.label ?? node.identifier}]`, ...style }];
  }
}

function levelOf(depth: number): Level {
  return depth <= 2 ? 2 : depth === 3 ? 3 : 4;
}

// The outline of a document may not skip a level, whatever levels people chose.
function withSteadyLevels(blocks: Block[], topLevel: Level): Block[] {
  const highest = Math.min(...blocks.flatMap((block) => (block.kind === "heading" ? [block.level] : [4])));
  let last: number = topLevel - 1;
  return blocks.map((block) => {
    if (block.kind !== "heading") return block;
    const wanted = Math.min(4, block.level - highest + topLevel);
    last = Math.min(wanted, last + 1);
    return { ...block, level: last as Level };
  });
}

function wordsOf(node: Nodes): string {
  const words: string[] = [];
  const open: Nodes[] = [node];
  // A stack instead of recursion: what reaches this may be nested arbitrarily deep.
  for (let next = open.pop(); next; next = open.pop()) {
    if ("value" in next) words.push(next.value);
    if ("children" in next) open.push(...next.children.toReversed());
  }
  return words.join("");
}
