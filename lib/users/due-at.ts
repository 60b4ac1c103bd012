import { localTime } from "#lib/core/time.ts";
import type { Rhythm } from "#lib/users/notification-events.ts";

const digestHour = 8;
const monday = 1;

/**
 * When news of this moment is due: at once, at the next 08:00 on the reader's clock, or at the next Monday's; null for
 * never. News of exactly 08:00 waits for the next one, so that a digest never misses what came while it was made.
 */
export function dueAt(rhythm: Rhythm, now: Date, timeZone: string): Date | null {
  if (rhythm === "off") return null;
  if (rhythm === "immediate") return now;
  const today = localTime(now, timeZone);
  for (let ahead = 0; ahead <= 8; ahead++) {
    const day = new Date(Date.UTC(today.year, today.month - 1, today.day + ahead));
    if (rhythm === "weekly" && day.getUTCDay() !== monday) continue;
    const due = firstInstant(day.getTime() + digestHour * 3_600_000, timeZone);
    if (due > now) return due;
  }
  throw new Error("Every week has a Monday.");
}

/** The first instant at which a clock in this zone shows no less; a time that the clock skips is the one after it. */
function firstInstant(wanted: number, timeZone: string): Date {
  let early = wanted - 16 * 3_600_000;
  let late = wanted + 16 * 3_600_000;
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    const { year, month, day, hour, minute } = localTime(new Date(middle), timeZone);
    if (Date.UTC(year, month - 1, day, hour, minute) >= wanted) late = middle;
    else early = middle;
  }
  return new Date(late);
}
