import type { Document } from "#lib/core/documents/document.ts";

/** The document as data: the same blocks as every other format, and the records behind them. */
export function renderJson(document: Document): string {
  return `${JSON.stringify(dataOf(document), null, 2)}\n`;
}

/** What `GET /plan?format=json` answers. */
function dataOf({ records, ...document }: Document) {
  return { ...document, changes: records.changes, metrics: records.metrics };
}
