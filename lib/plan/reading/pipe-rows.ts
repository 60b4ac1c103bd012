/** Rows of a table that is drawn with bars: `| Metric | Before |`. */

export function isSeparator(line: string): boolean {
  return line.includes("-") && line.includes("|") && /^[\s:|+-]+$/.test(line);
}

/** Whether a line without a bar at its start is a row all the same: a separator stands below, or rows above. */
export function splitsCells(line: string, next: string | undefined, inTable: boolean): boolean {
  return line.includes("|") && (inTable || isSeparator(next?.trim() ?? ""));
}

export function rowCells(line: string): string[] {
  const inner = line.replace(/^\|/, "").replace(/(?<!\\)\|$/, "");
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));
}
