import { expect, test } from "vitest";
import { horizonColumns, quarterColumns } from "#lib/roadmap/board-columns.ts";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

test("horizons stand beside the quarters that go with them", () => {
  const columns = horizonColumns("2026-Q4");
  expect(columns.map(({ title, note }) => `${title}: ${plain(note)}`)).toEqual([
    "Now: Q4 2026",
    "Next: Q1 2027",
    "Later: No date",
    "Done: Latest first",
  ]);
  expect(columns[3]?.filter).toMatchObject({ horizon: "done", sort: "-done" });
});

test("quarters begin where they are asked to", () => {
  const columns = quarterColumns("2026-Q3", "2026-Q4");
  expect(columns.map(({ key, note }) => `${key} ${note}`)).toEqual([
    "2026-Q3 Over",
    "2026-Q4 Running",
    "2027-Q1 ",
    "none ",
  ]);
  expect(quarterColumns("2026-Q3", "2026-Q4", 6).map(({ key }) => key)).toEqual([
    ...["2026-Q3", "2026-Q4", "2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4", "none"],
  ]);
});
