import type { ReactNode } from "react";

type TableProps = {
  /** Names the table for those who cannot see what stands above it. */
  caption: string;
  /** `middle` for rows of a title with a line under it and single values beside. */
  align?: "baseline" | "middle";
  /** Does not fit a phone even so: the keyboard can then reach its scrolling. */
  wide?: boolean;
  children: ReactNode;
};

/**
 * A dense table: plain thead, tbody, th and td inside. Classes for cells: `num` (right, tabular), `fit` (as narrow as
 * its text), `line` (an effect line). Every row begins with `<th scope="row">`; rows that can be opened carry `data-row`. Wide ones scroll.
 */
export function Table({ caption, align, wide, children }: TableProps) {
  return (
    <div
      className="relative -mx-4 overflow-x-auto px-4 print:overflow-visible"
      {...(wide && { role: "region", tabIndex: 0, "aria-label": caption })}
    >
      <table className="table" data-align={align}>
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </div>
  );
}
