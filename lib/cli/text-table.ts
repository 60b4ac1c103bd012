/** Rows of cells as aligned lines; the first column to the left, numbers to the right. */
export function textTable(rows: readonly (readonly string[])[], alignRight: readonly number[] = []): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, width(cell));
  }
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, at) => padded(cell, at))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");

  function padded(cell: string, at: number): string {
    const space = " ".repeat((widths[at] ?? 0) - width(cell));
    return alignRight.includes(at) ? space + cell : cell + space;
  }
}

function width(cell: string): number {
  return Array.from(cell).length;
}
