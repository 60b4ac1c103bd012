import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

/** Longer ones are taken as they are: what marks them would take long to find. */
const longest = 4_000;

/** The words of one line of Markdown, and whether all of them are bold or struck out. */
export function plainWords(line: string): { text: string; strong: boolean; struck: boolean } {
  if (line.length > longest || !/[\\*_`~&<[]/.test(line)) return { text: line, strong: false, struck: false };
  // A word in front keeps what looks like a mark at the start of a line from being one.
  const tree = fromMarkdown(`x ${line}`, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const [only] = tree.children;
  if (tree.children.length !== 1 || only?.type !== "paragraph")
    return { text: line, strong: false, struck: false };
  const text = wordsOf(only)
    .slice(2)
    .replaceAll(/<br\s*\/?>/gi, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  return { text, strong: isAll(line, "strong"), struck: isAll(line, "delete") };
}

function isAll(line: string, type: "strong" | "delete"): boolean {
  const tree = fromMarkdown(line, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const [only] = tree.children;
  if (only?.type !== "paragraph") return false;
  return only.children.every(
    (node) => node.type === type || (node.type === "text" && !/[\p{L}\p{N}]/u.test(node.value)),
  );
}

function wordsOf(node: Nodes): string {
  if (node.type === "break") return " ";
  if (node.type === "image") return node.alt ?? "";
  if ("value" in node) return node.value;
  return "children" in node ? node.children.map(wordsOf).join("") : "";
}
