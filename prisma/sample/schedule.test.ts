import { describe, expect, it } from "vitest";
import { fiscalQuarterOf, localTime, shiftQuarter } from "#lib/core/time.ts";
import { sampleChanges } from "#prisma/sample/changes.ts";
import { sampleCalendar, sampleQuarters, timesOf } from "#prisma/sample/schedule.ts";
import { testRuns } from "#prisma/sample/test-runs.ts";

const days = [
  "2026-10-06T07:12:00Z",
  "2026-11-24T03:00:00Z",
  "2027-01-01T00:00:10Z",
  "2027-01-14T21:59:00Z",
  "2027-01-15T06:00:00Z",
  "2028-02-29T12:00:00Z",
  "2026-12-31T23:59:59Z",
].map((text) => new Date(text));

describe.each(days)("loaded on %s", (now) => {
  const applied = sampleChanges.filter((change) => !change.reached);
  const quarterOf = (date: Date) => fiscalQuarterOf(date, sampleCalendar);

  it("the changes lie in the last five fiscal quarters, and each of them has some", () => {
    const used = new Set(applied.map((change) => quarterOf(timesOf(change, now).rolloutEnd)));
    const last = quarterOf(new Date((sampleQuarters(now)[4]?.to.getTime() ?? 0) - 1));
    expect([...used].toSorted()).toEqual([-4, -3, -2, -1, 0].map((steps) => shiftQuarter(last, steps)));
  });

  it("nothing happens in the future, nor two things at the same time by being cut off at now", () => {
    for (const change of sampleChanges) {
      const times = timesOf(change, now);
      const moments = [times.recordedAt, times.startedAt, times.rolloutStart, times.appliedNotedAt];
      for (const measurement of change.measurements ?? []) {
        moments.push(times.measuredAt(measurement.afterDays));
      }
      if (change.ending) moments.push(times.endedAt(change.ending.afterDays));
      if (change.reached) moments.splice(1, 3);
      for (const moment of moments) expect(moment.getTime()).toBeLessThan(now.getTime());
    }
  });

  it("roll-outs start on weekdays, by day", () => {
    for (const change of applied) {
      const { rolloutStart } = timesOf(change, now);
      const { year, month, day, hour } = localTime(rolloutStart, sampleCalendar.timeZone);
      expect([1, 2, 3, 4, 5]).toContain(new Date(Date.UTC(year, month - 1, day)).getUTCDay());
      expect(hour).toBeGreaterThanOrEqual(7);
      expect(hour).toBeLessThan(18);
    }
  });

  it("test runs come in their quarters too", () => {
    expect(testRuns.every((run) => run.when.quarter <= 4 && run.when.share < 1)).toBe(true);
  });
});

describe("the five quarters", () => {
  it("include the running one only when two weeks of it have passed", () => {
    const names = (now: string) =>
      sampleQuarters(new Date(now)).map((range) => fiscalQuarterOf(range.from, sampleCalendar));
    expect(names("2026-10-06T07:12:00Z")).toEqual(["2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"]);
    expect(names("2026-11-24T03:00:00Z")).toEqual(["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]);
  });
});
