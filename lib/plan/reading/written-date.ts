const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** The first whole day that is written in a text, as 2026-03-12; null where none is. 3/4/2026 may be two days and is none. */
export function writtenDay(text: string): string | null {
  const iso = /\b(\d{4})-(\d{2})-(\d{2})\b/.exec(text);
  if (iso) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const spoken = /\b(\d{1,2})(?:st|nd|rd|th)?\.?\s+(\p{L}{3,9})\.?,?\s+(\d{4})\b/u.exec(
    text.replaceAll("\u00a0", " "),
  );
  if (spoken) return day(Number(spoken[3]), monthOf(spoken[2]), Number(spoken[1]));
  const american = /\b(\p{L}{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,\s+(\d{4})\b/u.exec(text);
  return american ? day(Number(american[3]), monthOf(american[1]), Number(american[2])) : null;
}

function monthOf(name = ""): number {
  return months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function day(year: number, month: number, date: number): string | null {
  const moment = new Date(Date.UTC(year, month - 1, date));
  const exists = month > 0 && moment.getUTCMonth() === month - 1 && moment.getUTCDate() === date;
  return exists && year >= 1970 && year < 2100 ? moment.toISOString().slice(0, 10) : null;
}
