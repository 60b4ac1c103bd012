/** The numbers that a document says, and its text in any format, so that the two can be compared. */

/** Every stretch of a document's blocks that says a number: sentences, cells, notes. Drawings have tests of their own. */
export function stretchesIn(blocks: unknown): string[] {
  const found: string[] = [];
  const visit = (value: unknown, key = ""): void => {
    if (typeof value === "string") {
      if (["text", "note", "words"].includes(key) && /\d/.test(value)) found.push(value);
    } else if (Array.isArray(value)) for (const one of value) visit(one, key);
    else if (value && typeof value === "object")
      for (const [name, one] of Object.entries(value)) if (name !== "chart") visit(one, name);
  };
  visit(blocks);
  return [...new Set(found)];
}

/** Text without marks, entities and white space: lines break elsewhere in each format. */
export function squeezed(marked: string): string {
  return marked
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&apos;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replaceAll(/[*\\\s\u00a0]/g, "");
}
