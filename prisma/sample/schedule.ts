/**
 * When things happened in the sample: its changes are spread over the last five fiscal quarters before the day of
 * loading. The running quarter counts once two weeks of it have passed; before that its five are the quarters that
 * ended. The same `now` gives the same times.
 */

import {
  type Calendar,
  fiscalQuarterOf,
  localTime,
  quarterRange,
  shiftQuarter,
  startOfDay,
  type TimeRange,
} from "#lib/core/time.ts";
import { mulberry32, seedOf } from "#prisma/sample/randomness.ts";
import type { Moment, SampleChange } from "#prisma/sample/sample-change.ts";

/** SayPro's fiscal year is the calendar year. */
export const sampleCalendar: Calendar = { startMonth: 1, namedBy: "end", timeZone: "Africa/Johannesburg" };

const DAY = 86_400_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;

/** The five quarters, the oldest first; the last one ends no later than `now`. */
export function sampleQuarters(now: Date): TimeRange[] {
  const running = fiscalQuarterOf(now, sampleCalendar);
  const passed = now.getTime() - quarterRange(running, sampleCalendar).from.getTime();
  const last = passed >= 14 * DAY ? running : shiftQuarter(running, -1);
  return [-4, -3, -2, -1, 0].map((steps) => {
    const { from, to } = quarterRange(shiftQuarter(last, steps), sampleCalendar);
    return { from, to: to < now ? to : now };
  });
}

/** Midnight, in SayPro's zone, of the weekday that stands at this share of the quarter. */
export function dayOf(moment: Moment, now: Date): Date {
  const range = sampleQuarters(now)[moment.quarter];
  if (!range) throw new RangeError(`The sample has no quarter ${moment.quarter}.`);
  const days = Math.floor((range.to.getTime() - range.from.getTime()) / DAY);
  const day = (index: number) => plusDays(range.from, index);
  const index = Math.min(days - 1, Math.floor(moment.share * days));
  const nearest = [0, -1, 1, 2].map((shift) => index + shift).filter((other) => other >= 0 && other < days);
  return day(nearest.find((other) => isWeekday(day(other))) ?? index);
}

/** Midnight in SayPro's zone, so many local days later. */
export function plusDays(midnight: Date, days: number): Date {
  const { year, month, day } = localTime(midnight, sampleCalendar.timeZone);
  const moved = new Date(Date.UTC(year, month - 1, day + days));
  return startOfDay(
    moved.getUTCFullYear(),
    moved.getUTCMonth() + 1,
    moved.getUTCDate(),
    sampleCalendar.timeZone,
  );
}

/** A time of that day around `hour`, always the same for the same name. */
export function timeOf(midnight: Date, hour: number, name: string): Date {
  const minutes = Math.floor(mulberry32(seedOf(name))() * 50);
  return new Date(midnight.getTime() + hour * HOUR + minutes * MINUTE);
}

export type ChangeTimes = {
  recordedAt: Date;
  startedAt: Date;
  rolloutStart: Date;
  rolloutEnd: Date;
  /** When the end of the roll-out was noted: the status becomes applied. */
  appliedNotedAt: Date;
  measuredAt: (afterDays: number) => Date;
  endedAt: (afterDays: number) => Date;
};

/** All times of one change. A change that was written down late has its record after its roll-out. */
export function timesOf(change: SampleChange, now: Date): ChangeTimes {
  const day = dayOf(change.when, now);
  const name = change.title;
  const at = (days: number, hour: number, what: string) =>
    notAfter(now, timeOf(plusDays(day, days), hour, `${name} ${what}`));
  const rolloutStart = at(0, change.rolloutHours > 6 ? 7 : 11, "roll-out");
  const rolloutEnd = notAfter(now, new Date(rolloutStart.getTime() + change.rolloutHours * HOUR));
  return {
    recordedAt: at(-change.plannedDays, 9, "recorded"),
    startedAt: at(change.plannedDays > 2 ? -2 : 0, 10, "started"),
    rolloutStart,
    rolloutEnd,
    appliedNotedAt: notAfter(now, new Date(rolloutEnd.getTime() + 12 * MINUTE)),
    measuredAt: (afterDays) => at(afterDays, 19, "measured"),
    endedAt: (afterDays) => at(afterDays, 20, "ended"),
  };
}

function isWeekday(midnight: Date): boolean {
  const { year, month, day } = localTime(midnight, sampleCalendar.timeZone);
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

function notAfter(limit: Date, date: Date): Date {
  return date < limit ? date : limit;
}
