import type { ReactNode } from "react";
import { Table } from "#components/ui/table.tsx";

type EndingTableProps = {
  caption: string;
  /** The first names its row; `wide` ones are left out on a phone. */
  columns: { title: string; wide?: true }[];
  rows: { key: string; cells: ReactNode[]; end: ReactNode }[];
};

/** What lets somebody in (sessions, tokens, invitations), a row each, with the way to end it at its right. */
export function EndingTable({ caption, columns, rows }: EndingTableProps) {
  const shown = (index: number) => (columns[index]?.wide ? "max-md:hidden" : undefined);
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          {columns.map(({ title }, index) => (
            <th key={title} scope="col" className={shown(index)}>
              {title}
            </th>
          ))}
          <th scope="col" className="fit">
            <span className="sr-only">Action</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells: [name, ...cells], end }) => (
          <tr key={key}>
            <th scope="row" className="wrap-anywhere">
              {name}
            </th>
            {cells.map((cell, index) => (
              <td key={columns[index + 1]?.title} className={shown(index + 1)}>
                {cell}
              </td>
            ))}
            <td className="fit">{end}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
