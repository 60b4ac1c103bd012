import type { Role } from "#lib/core/access/actor.ts";
import type { Calendar } from "#lib/core/time.ts";

export const roleNames: Record<Role, string> = {
  admin: "Admin",
  lead: "Lead",
  reviewer: "Reviewer",
  executive: "Executive",
  member: "Member",
};

/** What each role comes to do, in one line. */
export const roleDuties: Record<Role, string> = {
  admin: "Members, settings and everything a lead does.",
  lead: "Records changes and their evidence.",
  reviewer: "Reviews changes, writes and exports the plan.",
  executive: "Reads what improved, what it is worth and what is next.",
  member: "Reads what is published.",
};

/** An invitation or password link works this long. */
const linkDays = 7;

export function linkExpiry(now: Date): Date {
  return new Date(now.getTime() + linkDays * 24 * 60 * 60 * 1000);
}

type Link = { expiresAt: Date; acceptedAt: Date | null; revokedAt: Date | null };

/** A link works once, until it expires or is revoked. */
export function isOpen(link: Link, now: Date): boolean {
  return link.acceptedAt === null && link.revokedAt === null && link.expiresAt > now;
}

/** The portal must always have an admin who can sign in. */
export function wouldLoseLastAdmin(activeAdminIds: string[], userId: string): boolean {
  return activeAdminIds.length === 1 && activeAdminIds[0] === userId;
}

type FiscalSettings = {
  timeZone: string;
  fiscalStartMonth: number;
  fiscalNamedBy: "start" | "end";
  fiscalWeeksFrom: number | null;
};

export function calendarOf(settings: FiscalSettings): Calendar {
  return {
    startMonth: settings.fiscalStartMonth,
    namedBy: settings.fiscalNamedBy,
    timeZone: settings.timeZone,
    weeksFrom: settings.fiscalWeeksFrom,
  };
}
