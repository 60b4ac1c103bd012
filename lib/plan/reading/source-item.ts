/**
 * A piece of a plan document as it stands on the page, whatever file it came from: a heading, an item of a list, a
 * paragraph, a row of a table. What it means is told later.
 */
export type SourceItem = {
  kind: "heading" | "bullet" | "text" | "row" | "quote" | "matter";
  /** Where it begins, from 1: the line of a text file, the paragraph of a DOCX. */
  line: number;
  /** Every line it is made of. */
  lines: number[];
  /** Plain words, without marks of lists, headings and emphasis. */
  text: string;
  /** Of a heading, from 1; further down is more. Of anything else how far it is indented. */
  depth: number;
  /** "2", "2.1", "IV", "b": what numbers it; null where nothing does. `closed` by a bracket: 2). */
  enumerator: { value: string; closed: boolean } | null;
  /** All of it is in bold. */
  strong: boolean;
  struck: boolean;
  /** The box of a task: ticked or not; null where there is none. */
  task: boolean | null;
  /** An empty line or the start of the file is above it. */
  afterGap: boolean;
  /** Of a row: its cells, and whether it is the head of its table. */
  cells: string[];
  head: boolean;
};

export function sourceItem(
  some: Partial<SourceItem> & Pick<SourceItem, "kind" | "line" | "text">,
): SourceItem {
  return {
    lines: [some.line],
    depth: 0,
    enumerator: null,
    strong: false,
    struck: false,
    task: null,
    afterGap: false,
    cells: [],
    head: false,
    ...some,
  };
}

/** Whether there is anything to read in it: a rule or a frame has no words. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
