import { expect, it } from "vitest";
import { readConfirmedDays } from "#lib/plan/confirmed-days.ts";

it("reads days in the zone of whoever typed them, leaves none where none is, and names each that cannot be read", () => {
  const zone = "Africa/Johannesburg";
  const days = ["12 Nov 2026", "", "12/11/2026", "2025-03-04"].map((day, line) => ({ line, day }));
  expect(readConfirmedDays(days, zone)).toEqual({
    changes: [
      { line: 0, appliedAt: "2026-11-11T22:00:00.000Z" },
      { line: 1, appliedAt: null },
      { line: 2, appliedAt: null },
      { line: 3, appliedAt: "2025-03-03T22:00:00.000Z" },
    ],
    faults: [{ path: "changes.2.appliedAt", message: "Give a day like 12 Nov 2026." }],
  });
});
