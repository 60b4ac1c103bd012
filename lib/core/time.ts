/**
 * Dates as people read them, and the organisation's quarters.
 *
 * A quarter is named by its fiscal year: with `namedBy: "end"` the year in which the fiscal year ends (April 2026 to
 * March 2027 is 2027), with `"start"` the year in which it starts. Its border is midnight in the organisation's zone,
 * also where the clocks change that night. Ranges hold their start and not their end.
 *
 * A 4-4-5 calendar counts whole weeks instead: the fiscal year begins on the chosen weekday nearest to the first of its
 * month, every quarter has 13 weeks (months of 4, 4 and 5), and the week that is left over every five or six years is
 * the last quarter's fourteenth.
 */

import { AppError } from "#lib/core/errors.ts";

export type Calendar = {
  /** First month of the fiscal year, 1 to 12. */
  startMonth: number;
  namedBy: "start" | "end";
  /** IANA name, e.g. Africa/Johannesburg. */
  timeZone: string;
  /** 4-4-5: the weekday on which weeks begin, 1 (Monday) to 7 (Sunday). Absent or null: calendar months. */
  weeksFrom?: number | null;
};

/** `from` belongs to the range, `to` does not. */
export type TimeRange = { from: Date; to: Date };

const DAY = 24 * 3_600_000;
const WEEK = 7 * DAY;
const NBSP = "\u00a0";
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const ORDINALS = ["First", "Second", "Third", "Fourth"];

export type LocalTime = { year: number; month: number; day: number; hour: number; minute: number };

/** "12 Nov 2026" */
export function formatDate(date: Date, timeZone = "UTC"): string {
  const { year, month, day } = localTime(date, timeZone);
  return `${day}${NBSP}${MONTHS[month - 1]}${NBSP}${year}`;
}

/** "12 Nov" — only where the year stands close by. */
export function formatDay(date: Date, timeZone = "UTC"): string {
  const { month, day } = localTime(date, timeZone);
  return `${day}${NBSP}${MONTHS[month - 1]}`;
}

/** "12 Nov 2026, 09:12 GMT+2": the zone is always named. */
export function formatDateTime(date: Date, timeZone = "UTC"): string {
  const { hour, minute } = localTime(date, timeZone);
  return `${formatDate(date, timeZone)}, ${two(hour)}:${two(minute)}${NBSP}${zoneName(date, timeZone)}`;
}

/** "1 Jul to 30 Sep 2026": the last day is the one before `to`. */
export function formatRange({ from, to }: TimeRange, timeZone = "UTC"): string {
  const last = new Date(to.getTime() - 1);
  if (formatDate(from, timeZone) === formatDate(last, timeZone)) return formatDate(from, timeZone);
  const sameYear = localTime(from, timeZone).year === localTime(last, timeZone).year;
  return `${sameYear ? formatDay(from, timeZone) : formatDate(from, timeZone)} to ${formatDate(last, timeZone)}`;
}

/** The key of the fiscal quarter that holds this instant: "2026-Q4". */
export function fiscalQuarterOf(date: Date, calendar: Calendar): string {
  const { year, month, day } = localTime(date, calendar.timeZone);
  const today = Date.UTC(year, month - 1, day);
  // A 4-4-5 year may begin up to three days before or after the first of its month.
  const startYear = [year + 1, year].find((start) => quarterStart(start, 1, calendar) <= today) ?? year - 1;
  const quarter = [4, 3, 2].find((part) => quarterStart(startYear, part, calendar) <= today) ?? 1;
  return `${startYear + nameShift(calendar)}-Q${quarter}`;
}

/** The instants of a fiscal quarter. Throws INVALID where the key is not of the form 2026-Q4. */
export function quarterRange(key: string, calendar: Calendar): TimeRange {
  const { year, quarter } = readQuarter(key);
  const startYear = year - nameShift(calendar);
  return {
    from: startOfDate(quarterStart(startYear, quarter, calendar), calendar.timeZone),
    to: startOfDate(quarterStart(startYear, quarter + 1, calendar), calendar.timeZone),
  };
}

/** The three months of a fiscal quarter: calendar months, or 4, 4 and 5 weeks (6 in a year of 53 weeks). */
export function quarterMonths(key: string, calendar: Calendar): TimeRange[] {
  const { year, quarter } = readQuarter(key);
  const startYear = year - nameShift(calendar);
  const first = quarterStart(startYear, quarter, calendar);
  const dates = calendar.weeksFrom
    ? [first, first + 4 * WEEK, first + 8 * WEEK, quarterStart(startYear, quarter + 1, calendar)]
    : [0, 1, 2, 3].map((month) =>
        Date.UTC(startYear, calendar.startMonth - 1 + (quarter - 1) * 3 + month, 1),
      );
  const borders = dates.map((date) => startOfDate(date, calendar.timeZone));
  return borders.slice(1).map((to, index) => ({ from: borders[index] ?? to, to }));
}

/** The quarter `steps` after this one; negative steps go back. */
export function shiftQuarter(key: string, steps: number): string {
  const { year, quarter } = readQuarter(key);
  const index = year * 4 + quarter - 1 + steps;
  return `${Math.floor(index / 4)}-Q${(((index % 4) + 4) % 4) + 1}`;
}

/** "Q4 2026" */
export function quarterLabel(key: string): string {
  const { year, quarter } = readQuarter(key);
  return `Q${quarter}${NBSP}${year}`;
}

/** "Fourth quarter 2026" */
export function quarterName(key: string): string {
  const { year, quarter } = readQuarter(key);
  return `${ORDINALS[quarter - 1]} quarter ${year}`;
}

/** "Johannesburg time", "UTC" */
export function zoneInWords(timeZone: string): string {
  const place = timeZone.split("/").at(-1)?.replaceAll("_", " ") ?? timeZone;
  return timeZone.includes("/") && !timeZone.startsWith("Etc/") ? `${place} time` : place;
}

/** The quarter of this instant and those before it, the latest first. */
export function latestQuarters(
  now: Date,
  calendar: Calendar,
  count: number,
): { key: string; label: string }[] {
  const current = fiscalQuarterOf(now, calendar);
  return Array.from({ length: count }, (_, back) => shiftQuarter(current, -back)).map((key) => ({
    key,
    label: quarterLabel(key),
  }));
}

/** Midnight that begins this local day: the first instant whose local date is not earlier. */
export function startOfDay(year: number, month: number, day: number, timeZone: string): Date {
  const wanted = Date.UTC(year, month - 1, day);
  let early = wanted - 16 * 3_600_000;
  let late = wanted + 16 * 3_600_000;
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    const local = localTime(new Date(middle), timeZone);
    if (Date.UTC(local.year, local.month - 1, local.day) >= wanted) late = middle;
    else early = middle;
  }
  return new Date(late);
}

/** The local date on which a quarter begins, as the milliseconds of that date in UTC; quarter 5 is the next year's first. */
function quarterStart(startYear: number, quarter: number, calendar: Calendar): number {
  if (!calendar.weeksFrom) return Date.UTC(startYear, calendar.startMonth - 1 + (quarter - 1) * 3, 1);
  if (quarter === 5) return quarterStart(startYear + 1, 1, calendar);
  const first = Date.UTC(startYear, calendar.startMonth - 1, 1);
  const ahead = (calendar.weeksFrom - new Date(first).getUTCDay() + 7) % 7;
  return first + (ahead > 3 ? ahead - 7 : ahead) * DAY + (quarter - 1) * 13 * WEEK;
}

function startOfDate(utc: number, timeZone: string): Date {
  const date = new Date(utc);
  return startOfDay(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), timeZone);
}

function nameShift(calendar: Calendar): number {
  return calendar.namedBy === "end" && calendar.startMonth > 1 ? 1 : 0;
}

function readQuarter(key: string): { year: number; quarter: number } {
  const match = /^(\d{4})-Q([1-4])$/.exec(key);
  if (!match) throw new AppError("INVALID", `"${key}" is not a quarter. Write it as 2026-Q4.`);
  return { year: Number(match[1]), quarter: Number(match[2]) };
}

const formats = new Map<string, Intl.DateTimeFormat>();

// Making a format costs a hundred times more than using it.
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const options = { timeZone, calendar: "iso8601", hourCycle: "h23" } as const;
  const made = new Intl.DateTimeFormat("en-GB", {
    ...options,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    timeZoneName: "short",
  });
  formats.set(timeZone, made);
  return made;
}

/** The clock and calendar that a person in this zone sees. Months count from 1. */
export function localTime(date: Date, timeZone: string): LocalTime {
  const parts = formatOf(timeZone).formatToParts(date);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return {
    year: read("year"),
    month: read("month"),
    day: read("day"),
    hour: read("hour"),
    minute: read("minute"),
  };
}

function zoneName(date: Date, timeZone: string): string {
  return (
    formatOf(timeZone)
      .formatToParts(date)
      .find((part) => part.type === "timeZoneName")?.value ?? timeZone
  );
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
