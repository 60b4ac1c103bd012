import { localTime, startOfDay } from "#lib/core/time.ts";

/** A day and time as people write them, in their zone. Reads what `formatDate` writes, and 2026-11-12. */
export type TypedMoment = { day: string; time: string };

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * The instant meant by what was typed; null when it cannot be read. 12/11/2026 is not read: it means two days.
 * An empty time is the start of the day.
 */
export function readMoment({ day, time }: TypedMoment, timeZone: string): Date | null {
  const date = readDay(day);
  const clock = time.trim() === "" ? { hour: 0, minute: 0 } : readTime(time);
  if (!date || !clock) return null;
  const start = startOfDay(date.year, date.month, date.day, timeZone);
  const guess = new Date(start.getTime() + (clock.hour * 60 + clock.minute) * 60_000);
  // On the day the clocks change, hours since midnight and the clock's hour differ.
  const shown = localTime(guess, timeZone);
  const drift = clock.hour * 60 + clock.minute - (shown.hour * 60 + shown.minute);
  return Math.abs(drift) <= 180 ? new Date(guess.getTime() + drift * 60_000) : guess;
}

/** "12 Nov 2026", "12 November 2026", "Nov 12, 2026" or "2026-11-12". */
export function readDay(text: string): { year: number; month: number; day: number } | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim());
  if (iso) return realDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const words = text
    .trim()
    .toLowerCase()
    .replaceAll(/[.,\u00a0]/g, " ")
    .split(/\s+/);
  const month = words.findIndex((word) => months.includes(word.slice(0, 3)) && /^[a-z]+$/.test(word));
  const numbers = words.filter((word) => /^\d+$/.test(word)).map(Number);
  const [day, year] = numbers;
  if (month < 0 || words.length !== 3 || day === undefined || year === undefined) return null;
  return realDay(year, months.indexOf((words[month] ?? "").slice(0, 3)) + 1, day);
}

/** "8:30", "08:30" or "8.30" */
export function readTime(text: string): { hour: number; minute: number } | null {
  const match = /^(\d{1,2})[:.](\d{2})$/.exec(text.trim());
  if (!match) return null;
  const [hour, minute] = [Number(match[1]), Number(match[2])];
  return hour < 24 && minute < 60 ? { hour, minute } : null;
}

function realDay(year: number, month: number, day: number) {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real && year >= 1000 ? { year, month, day } : null;
}
