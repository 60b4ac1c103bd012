import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { fiscalQuarterOf, localTime, shiftQuarter } from "#lib/core/time.ts";
import { overviewMessage } from "#lib/plan/overview-message.ts";
import { getOverview } from "#lib/plan/queries/overview.ts";
import { db, transaction } from "#lib/server/db.ts";
import { notify } from "#lib/users/commands/notify.ts";
import type { NotificationEvent } from "#lib/users/notification-events.ts";
import { fiscalCalendar } from "#lib/users/queries.ts";

type Told = { quarter: string | null; week: string | null };

/**
 * Sends the overview of the quarter that ended last to everybody who decides by it, and on Mondays the running one's to
 * those who chose to get it. Each is told once, however often this runs; a portal of simulated numbers tells nothing.
 */
export async function tellOverview(actor: Actor, now = new Date()): Promise<Told> {
  authorize(actor, "overview.tell");
  const calendar = await fiscalCalendar();
  const running = fiscalQuarterOf(now, calendar);
  const ended = shiftQuarter(running, -1);
  const day = localTime(now, calendar.timeZone);
  const date = new Date(Date.UTC(day.year, day.month - 1, day.day));
  const monday = date.getUTCDay() === 1;
  const week = date.toISOString().slice(0, 10);
  const told = (quarter: string, event: NotificationEvent, key: string) =>
    send(actor, { quarter, event, key, timeZone: calendar.timeZone }, now);
  return {
    quarter: (await told(ended, "overview.quarter", `overview ${ended}`)) ? ended : null,
    week: monday && (await told(running, "overview.week", `overview ${running} of ${week}`)) ? week : null,
  };
}

type Sent = { quarter: string; event: NotificationEvent; key: string; timeZone: string };

async function send(actor: Actor, { quarter, event, key, timeZone }: Sent, now: Date): Promise<boolean> {
  const userIds = await readersOf(event);
  if (userIds.length === 0) return false;
  const before = await db.notification.count({ where: { key, userId: { in: userIds } } });
  if (before === userIds.length) return false;
  const overview = await getOverview(actor, { quarter }, now);
  if (overview.simulated || overview.counts.changes === 0) return false;
  const path = `/?quarter=${quarter}`;
  const message = overviewMessage(overview, timeZone);
  await transaction((tx) => notify(tx, { userIds, event, key, path, ...message }, now));
  return true;
}

/** Members read it in the portal. The weekly one is for those who asked for it: nobody else has a row of it. */
async function readersOf(event: NotificationEvent): Promise<string[]> {
  const chosen = { event, OR: [{ portal: { not: "off" } }, { mail: { not: "off" } }] };
  const readers = await db.user.findMany({
    where: {
      disabledAt: null,
      ...(event === "overview.week"
        ? { notificationPreferences: { some: chosen } }
        : { role: { not: "member" } }),
    },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  return readers.map((reader) => reader.id);
}
