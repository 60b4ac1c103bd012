"use client";

import { type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";

type RepeatedRowsProps = {
  /** How many rows stand there from the start. */
  count: number;
  addLabel: string;
  children: (row: number) => ReactNode;
};

/** Rows of the same fields; more are added at the end, an empty one counts for nothing. */
export function RepeatedRows({ count, addLabel, children }: RepeatedRowsProps) {
  const [rows, setRows] = useState(Math.max(1, count));
  return (
    <>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are only ever added at the end
        <div key={row}>{children(row)}</div>
      ))}
      <div className="mt-4">
        <Button type="button" variant="quiet" onClick={() => setRows(rows + 1)}>
          {addLabel}
        </Button>
      </div>
    </>
  );
}
