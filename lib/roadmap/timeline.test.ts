import fc from "fast-check";
import { expect, test } from "vitest";
import { shiftQuarter } from "#lib/core/time.ts";
import { timelineOf } from "#lib/roadmap/timeline.ts";

const quarters = [0, 1, 2, 3, 4].map((steps) => shiftQuarter("2026-Q3", steps));

test.each([
  ["as promised", "2026-Q4", "2026-Q4", [null, "planned", null, null, null]],
  ["never promised", "2026-Q4", null, [null, "planned", null, null, null]],
  ["later than promised", "2027-Q2", "2026-Q3", ["promised", "passed", "passed", "planned", null]],
  ["promised before the first column", "2026-Q4", "2026-Q1", ["passed", "planned", null, null, null]],
  ["earlier than promised", "2026-Q3", "2027-Q1", ["planned", "passed", "promised", null, null]],
  ["beyond the last column", "2028-Q1", "2026-Q4", [null, "promised", "passed", "passed", "passed"]],
  ["without a date", null, "2026-Q4", [null, null, null, null, null]],
])("an item %s", (_, quarter, firstQuarter, expected) => {
  expect(timelineOf({ quarter, firstQuarter }, quarters)).toEqual(expected);
});

test("an item is planned in at most one quarter, and what lies between is without a gap", () => {
  const key = fc.integer({ min: -8, max: 12 }).map((steps) => shiftQuarter("2026-Q3", steps));
  fc.assert(
    fc.property(key, key, (quarter, firstQuarter) => {
      const marks = timelineOf({ quarter, firstQuarter }, quarters);
      expect(marks.filter((mark) => mark === "planned").length).toBe(quarters.includes(quarter) ? 1 : 0);
      const said = marks.map((mark) => (mark === null ? " " : "x")).join("");
      expect(said.trim()).not.toContain(" ");
    }),
  );
});
