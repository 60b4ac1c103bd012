import type { ReactNode } from "react";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";

type TableProps = {
  /** Names the table for those who cannot see what stands above it. */
  caption: string;
  /** `middle` for rows of a title with a line under it and single values beside. */
  align?: "baseline" | "middle";
  /** `list` lays each row out under its name on a phone; cells then carry roles, and the head of their column as `data-label`. */
  phone?: "list";
  children: ReactNode;
};

/**
 * A dense table: plain thead, tbody, th and td inside. Classes for cells: `num` (right, tabular), `fit` (as narrow as
 * its text), `line` (an effect line). Every row begins with `<th scope="row">`; rows that can be opened carry
 * `data-row`. Wide ones scroll.
 */
export function Table({ caption, align, phone, children }: TableProps) {
  return (
    // The padding leaves room for the mark of a row, which reaches into the margin.
    <ScrollRegion label={caption} className="-mx-4 px-4">
      <table className="table" data-align={align} data-phone={phone} role={phone && "table"}>
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </ScrollRegion>
  );
}
