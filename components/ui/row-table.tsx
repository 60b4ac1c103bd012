import type { ReactNode } from "react";
import { Table } from "#components/ui/table.tsx";

type Row = {
  key: string;
  /** In the order of the columns; the first names its row. */
  cells: ReactNode[];
  /** What can be done with it. */
  end?: ReactNode;
};

type RowTableProps = {
  caption: string;
  columns: { title: string; num?: true }[];
  rows: Row[];
};

/** A table of single values. On a phone each row is a short list under its name, so that nothing lies off the screen. */
export function RowTable({ caption, columns, rows }: RowTableProps) {
  const ends = rows.some(({ end }) => end !== undefined);
  return (
    // The roles are written out because phones lay the rows out as blocks, which drops them.
    <Table caption={caption} phone="list">
      <thead role="rowgroup" className="max-md:sr-only">
        <tr role="row">
          {columns.map(({ title, num }) => (
            <th key={title} scope="col" className={num && "num"}>
              {title}
            </th>
          ))}
          {ends && (
            <th scope="col" className="fit">
              <span className="sr-only">Action</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map(({ key, cells: [name, ...cells], end }) => (
          <tr key={key} role="row">
            <th scope="row" role="rowheader" className="wrap-anywhere">
              {name}
            </th>
            {cells.map((cell, index) => {
              const { title, num } = columns[index + 1] ?? { title: "" };
              return (
                <td key={title} role="cell" data-label={title} className={num && "num"}>
                  <div>{cell}</div>
                </td>
              );
            })}
            {ends && (
              <td role="cell" className="fit">
                {end}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
