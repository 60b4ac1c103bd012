import { quarterLabel, shiftQuarter } from "#lib/core/time.ts";
import { type Horizon, horizonNames } from "#lib/roadmap/model.ts";

/** A column of a board: what it is called, and which items stand in it. */
export type BoardColumn = {
  key: string;
  title: string;
  note: string;
  horizon?: Horizon;
  quarter?: string | null;
  filter: { horizon?: Horizon; quarter?: string; sort: "order" | "-done"; limit: number };
};

const mostCards = 40;
const mostDone = 10;

/** Now, next, later and done; each with the quarter that goes with it. */
export function horizonColumns(current: string): BoardColumn[] {
  const next = shiftQuarter(current, 1);
  const column = (horizon: Horizon, note: string, quarter?: string | null): BoardColumn => ({
    key: horizon,
    title: horizonNames[horizon],
    note,
    horizon,
    ...(quarter === undefined ? {} : { quarter }),
    filter:
      horizon === "done"
        ? { horizon, sort: "-done", limit: mostDone }
        : { horizon, sort: "order", limit: mostCards },
  });
  return [
    column("now", quarterLabel(current), current),
    column("next", quarterLabel(next), next),
    column("later", "No date", null),
    column("done", "Latest first"),
  ];
}

/** Some quarters from the given one, three unless asked otherwise, and what has no date. */
export function quarterColumns(from: string, current: string, count = 3): BoardColumn[] {
  const quarters = Array.from({ length: count }, (_, steps) => shiftQuarter(from, steps));
  return [
    ...quarters.map(
      (quarter): BoardColumn => ({
        key: quarter,
        title: quarterLabel(quarter),
        note: noteOf(quarter, current),
        quarter,
        filter: { quarter, sort: "order", limit: mostCards },
      }),
    ),
    {
      key: "none",
      title: "No date",
      note: "",
      quarter: null,
      filter: { quarter: "none", sort: "order", limit: mostCards },
    },
  ];
}

function noteOf(quarter: string, current: string): string {
  if (quarter === current) return "Running";
  return quarter < current ? "Over" : "";
}
