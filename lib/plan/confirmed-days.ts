import type { Fault } from "#lib/core/errors.ts";
import { readMoment } from "#lib/core/read-moment.ts";

/** Changes with their days as instants, in the zone of whoever typed them; every day that cannot be read is a fault. */
export function readConfirmedDays<Change extends { day: string }>(
  confirmed: readonly Change[],
  timeZone: string,
) {
  const faults: Fault[] = [];
  const changes = confirmed.map(({ day, ...change }, index) => {
    const moment = day.trim() === "" ? null : readMoment({ day, time: "" }, timeZone);
    if (day.trim() !== "" && !moment)
      faults.push({ path: `changes.${index}.appliedAt`, message: "Give a day like 12 Nov 2026." });
    return { ...change, appliedAt: moment?.toISOString() ?? null };
  });
  return { changes, faults };
}
