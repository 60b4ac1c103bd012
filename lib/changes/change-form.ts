import { typedAmount } from "#lib/core/amounts.ts";
import type { Fault } from "#lib/core/errors.ts";
import { readPercentRange } from "#lib/core/percent-range.ts";
import { readMoment } from "#lib/core/read-moment.ts";
import { formatDate, localTime } from "#lib/core/time.ts";

/**
 * The change form's fields, read into the input of `recordChange` and `editChange`.
 *
 * Days and times are in the reader's zone; predictions are typed in percent. Repeated rows (settings, links,
 * guardrails) come as repeated fields, an empty row is left out. What cannot be read at all is a fault here, in the
 * form's own field names; everything else is the verb's to judge.
 */
export function readChangeForm(
  form: FormData,
  timeZone: string,
): { input: Record<string, unknown>; faults: Fault[] } {
  const faults: Fault[] = [];
  const area = text(form, "area");
  const input: Record<string, unknown> = {
    title: text(form, "title"),
    area,
    practice: text(form, "practice") ?? null,
    system: text(form, "system"),
    team: text(form, "team") ?? null,
    description: text(form, "description") ?? "",
    rollbackPlan: text(form, "rollbackPlan") ?? "",
    owner: text(form, "owner") ?? null,
    settings: settingsOf(form),
    links: rowsOf(form, "link.kind", "link.url").map(([kind, url]) => ({ kind, url })),
    guardrails: all(form, "guardrail"),
    // Only a form that was opened for an item says one; an edit leaves the item as it is.
    ...(text(form, "roadmapItem") ? { roadmapItem: text(form, "roadmapItem") } : {}),
    evidence: evidenceOf(form, area),
    prediction: predictionOf(form, faults),
    settleSeconds: Math.round(
      numberOf(form, "settleMinutes", "Give the settling time in minutes.", faults) * 60,
    ),
    ...worthOf(form),
    ...timesOf(form, timeZone, faults),
  };
  return { input, faults };
}

/** The roll-out as the form shows it: what `readChangeForm` reads back to the same instants. */
export function appliedAsTyped(
  change: { appliedAt: string | null; rolloutEnd: string | null },
  timeZone: string,
): { day: string; from: string; to: string } {
  if (!change.appliedAt) return { day: "", from: "", to: "" };
  const start = new Date(change.appliedAt);
  return {
    day: formatDate(start, timeZone).replaceAll("\u00a0", " "),
    from: clockOf(start, timeZone),
    to: change.rolloutEnd ? clockOf(new Date(change.rolloutEnd), timeZone) : "",
  };
}

function clockOf(date: Date, timeZone: string): string {
  const { hour, minute } = localTime(date, timeZone);
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

function timesOf(form: FormData, timeZone: string, faults: Fault[]) {
  const day = text(form, "appliedDay");
  const from = text(form, "appliedFrom") ?? "";
  const to = text(form, "appliedTo");
  if (!day) return { appliedAt: null, rolloutStart: null, rolloutEnd: null };
  const start = readMoment({ day, time: from }, timeZone);
  const end = to ? readMoment({ day, time: to }, timeZone) : null;
  if (!start)
    faults.push({ path: "appliedAt", message: "Give a day like 12 Nov 2026 and a time like 08:30." });
  if (to && !end) faults.push({ path: "appliedAt", message: "Give the end time like 08:45." });
  return {
    appliedAt: start?.toISOString() ?? null,
    rolloutStart: end ? (start?.toISOString() ?? null) : null,
    rolloutEnd: end ? rolloutEnd(start, end).toISOString() : null,
  };
}

/** A roll-out from 23:30 to 00:15 ends on the next day. */
function rolloutEnd(start: Date | null, end: Date): Date {
  return start && end < start ? new Date(end.getTime() + 86_400_000) : end;
}

function settingsOf(form: FormData) {
  const keys = form.getAll("setting.key").map(String);
  const before = form.getAll("setting.before").map(String);
  const after = form.getAll("setting.after").map(String);
  return keys.flatMap((key, row) => {
    const setting = { key: key.trim(), before: before[row]?.trim() ?? "", after: after[row]?.trim() ?? "" };
    return setting.key || setting.before || setting.after ? [setting] : [];
  });
}

const evidenceFields: Record<string, string[]> = {
  database: ["statement", "queryId"],
  code: ["repository", "commit", "pullRequest"],
  infrastructure: ["resource", "oldSize", "newSize"],
};

function evidenceOf(form: FormData, area: string | undefined) {
  const given = (evidenceFields[area ?? ""] ?? []).flatMap((name) => {
    const value = text(form, `evidence.${name}`);
    return value === undefined ? [] : [[name, value]];
  });
  return given.length > 0 ? Object.fromEntries(given) : null;
}

/** "A fall of 20 to 40 percent" is stored as low -0.4, high -0.2. */
function predictionOf(form: FormData, faults: Fault[]) {
  const metric = text(form, "prediction.metric");
  if (!metric) return null;
  const range = readPercentRange({
    direction: text(form, "prediction.direction") ?? "rise",
    from: text(form, "prediction.from") ?? "",
    to: text(form, "prediction.to") ?? "",
  });
  if (range) return { metric, ...range };
  faults.push({ path: "prediction", message: "Give both ends of the range in percent, like 20 and 40." });
  return null;
}

function worthOf(form: FormData) {
  const amount = (name: string) => {
    const typed = text(form, name);
    return typed === undefined ? null : typedAmount(typed);
  };
  return {
    effortDays: amount("effortDays"),
    spentOnce: amount("spentOnce"),
    runningCostPerYear: amount("runningCostPerYear"),
    savingPerYear: amount("savingPerYear"),
    savingBasis: text(form, "savingBasis") ?? null,
  };
}

function numberOf(form: FormData, name: string, message: string, faults: Fault[]): number {
  const value = Number((text(form, name) ?? "0").replace(",", "."));
  if (Number.isFinite(value)) return value;
  faults.push({ path: name, message });
  return 0;
}

function rowsOf(form: FormData, first: string, second: string): [string, string][] {
  const seconds = all(form, second, true);
  return all(form, first, true).flatMap((value, row): [string, string][] => {
    const other = seconds[row] ?? "";
    return other ? [[value || "link", other]] : [];
  });
}

function all(form: FormData, name: string, keepEmpty = false): string[] {
  const values = form.getAll(name).map((value) => String(value).trim());
  return keepEmpty ? values : values.filter((value) => value !== "");
}

function text(form: FormData, name: string): string | undefined {
  const value = form.get(name);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}
