import { formatDay, localTime, startOfDay } from "#lib/core/time.ts";
import { formatNumber, type Scale } from "#lib/core/units.ts";

export type Tick = { value: number; label: string };
export type Axis = { min: number; max: number; ticks: Tick[] };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MONTH_NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * An axis with round ticks in the unit that people read (minutes, not 2,520 seconds). `fromZero` for everything that
 * has a true zero; otherwise the axis hugs the data. `count` is about how many ticks there is room for; `headroom` is the
 * share of its length that stays free above them. Shares of a whole have no tick above the whole.
 */
export function valueAxis(
  values: number[],
  scale: Scale,
  fromZero: boolean,
  count: number,
  headroom = 0,
): Axis {
  const shown = values.map((value) => value * scale.factor);
  const zero = fromZero ? [0] : [];
  const low = Math.min(...zero, ...furthest(shown, Math.min));
  const high = Math.max(...zero, ...furthest(shown, Math.max));
  const fitting = bestSteps(low, high, count);
  const { step } = fitting;
  const whole = scale.suffix.trim() === "%" && high <= 100 ? Math.floor(100 / step + 1e-9) : fitting.last;
  const last = Math.min(fitting.last, whole);
  const first = Math.min(fitting.first, last - 1);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => {
    const at = Number(((first + index) * step).toPrecision(12));
    return { value: at / scale.factor, label: formatNumber(at, 12) };
  });
  const top = Math.max(last * step, high);
  const max = top + headroom * (top - first * step);
  return { min: (first * step) / scale.factor, max: max / scale.factor, ticks };
}

/** Ticks at local midnights, firsts of months or round hours, at most `count` of them. */
export function timeTicks(from: number, to: number, timeZone: string, count: number): Tick[] {
  const span = to - from;
  const room = Math.max(2, count);
  const hours = [1, 2, 3, 6, 12].find((step) => span / (step * HOUR) <= room);
  if (span < 2 * DAY && hours) return hourTicks(from, to, timeZone, hours);
  const days = [1, 2, 4, 7, 14].find((step) => span / (step * DAY) <= room);
  if (days && span < 75 * DAY) return dayTicks(from, to, timeZone, days);
  const months = [1, 2, 3, 6, 12, 24, 60, 120].find((step) => span / (step * 30.44 * DAY) <= room) ?? 240;
  return monthTicks(from, to, timeZone, months);
}

// One huge array as arguments would overflow the stack.
function furthest(values: number[], pick: (a: number, b: number) => number): number[] {
  const finite = values.filter(Number.isFinite);
  return finite.length === 0 ? [0] : [finite.reduce((a, b) => pick(a, b))];
}

type Steps = { step: number; first: number; last: number };

// Of the round steps that give about as many ticks as asked for, the one that leaves the least empty space.
function bestSteps(low: number, high: number, count: number): Steps {
  const span = high - low || Math.abs(high) || 1;
  const power = 10 ** Math.floor(Math.log10(span / count));
  const fits = [0.5, 1, 2, 2.5, 5, 10, 20].map((lead): Steps => {
    const step = lead * power;
    const first = Math.floor(low / step + 1e-9);
    return { step, first, last: Math.max(first + 1, Math.ceil(high / step - 1e-9)) };
  });
  const waste = ({ step, first, last }: Steps) =>
    ((last - first) * step) / span + Math.abs(last - first - count) * (last - first > count + 1 ? 0.2 : 0.06);
  return fits.reduce((best, steps) => (waste(steps) < waste(best) ? steps : best));
}

function hourTicks(from: number, to: number, timeZone: string, step: number): Tick[] {
  const ticks: Tick[] = [];
  for (let day = dayOf(from, timeZone, 0); day <= to; day = dayOf(day + 26 * HOUR, timeZone, 0)) {
    for (let hour = 0; hour < 24; hour += step) {
      const value = day + hour * HOUR;
      if (value < from || value > to) continue;
      const { hour: shown } = localTime(new Date(value), timeZone);
      ticks.push({ value, label: hour === 0 ? formatDay(new Date(value), timeZone) : `${shown}:00` });
    }
  }
  return ticks;
}

function dayTicks(from: number, to: number, timeZone: string, step: number): Tick[] {
  const first = dayOf(from, timeZone, 0) < from ? 1 : 0;
  const ticks: Tick[] = [];
  for (let index = first; ; index += step) {
    const value = dayOf(from, timeZone, index);
    if (value > to) return ticks;
    ticks.push({ value, label: formatDay(new Date(value), timeZone) });
  }
}

function monthTicks(from: number, to: number, timeZone: string, step: number): Tick[] {
  const start = localTime(new Date(from), timeZone);
  const ticks: Tick[] = [];
  for (let month = start.month - 1; ; month++) {
    const year = start.year + Math.floor(month / 12);
    const value = startOfDay(year, (month % 12) + 1, 1, timeZone).getTime();
    if (value > to) return ticks;
    if (value < from || (year * 12 + (month % 12)) % step !== 0) continue;
    const name = MONTH_NAMES[month % 12] ?? "";
    const named = ticks.length === 0 || month % 12 < step;
    ticks.push({ value, label: step >= 12 ? `${year}` : named ? `${name}\u00a0${year}` : name });
  }
}

function dayOf(instant: number, timeZone: string, later: number): number {
  const { year, month, day } = localTime(new Date(instant), timeZone);
  const shifted = new Date(Date.UTC(year, month - 1, day + later));
  const date = [shifted.getUTCFullYear(), shifted.getUTCMonth() + 1, shifted.getUTCDate()] as const;
  return startOfDay(...date, timeZone).getTime();
}
