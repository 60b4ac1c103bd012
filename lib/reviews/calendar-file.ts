import { formatDate, quarterName } from "#lib/core/time.ts";

/** A review's date: the day by which it is to be signed. */
export type ReviewDate = { quarter: string; day: Date; timeZone: string; period: string; url: string };

/**
 * The dates of reviews as a calendar file (RFC 5545): all-day events, which mean the same day in every zone. The same
 * quarter has the same UID always, so that a calendar which reads it again moves the event instead of doubling it.
 */
export function calendarFile(organisation: string, dates: ReviewDate[], now: Date): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Optimization Portal//Reviews//EN",
    "CALSCALE:GREGORIAN",
    `X-WR-CALNAME:${escaped(`${organisation} reviews`)}`,
    ...dates.flatMap((date) => event(date, now)),
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}

function event({ quarter, day, timeZone, period, url }: ReviewDate, now: Date): string[] {
  const next = new Date(day.getTime() + 36 * 3_600_000);
  return [
    "BEGIN:VEVENT",
    `UID:review-${quarter}@${new URL(url).hostname}`,
    `DTSTAMP:${now.toISOString().replaceAll(/[-:]|\.\d+/g, "")}`,
    `DTSTART;VALUE=DATE:${dateOf(day, timeZone)}`,
    `DTEND;VALUE=DATE:${dateOf(next, timeZone)}`,
    `SUMMARY:${escaped(`Review of the ${quarterName(quarter).toLowerCase()}`)}`,
    `DESCRIPTION:${escaped(`${period}. To be signed by ${formatDate(day, timeZone)}.`)}`,
    `URL:${url}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ];
}

function dateOf(day: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone, calendar: "iso8601" }).format(day).replaceAll("-", "");
}

function escaped(text: string): string {
  return text
    .replaceAll("\u00a0", " ")
    .replaceAll(/[\\;,]/g, "\\$&")
    .replaceAll(/\r?\n/g, "\\n");
}

/** At most 75 bytes a line; what goes on begins with a space. No character is cut in two. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  const parts: string[] = [];
  let part = "";
  for (const character of line) {
    if (encoder.encode(part + character).length > (parts.length === 0 ? 75 : 74)) {
      parts.push(part);
      part = "";
    }
    part += character;
  }
  return [...parts, part].join("\r\n ");
}
