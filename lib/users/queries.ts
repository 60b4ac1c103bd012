import { z } from "zod";
import type { Actor, Role } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { decodeCursor, type Page, pageOf } from "#lib/core/paging.ts";
import { parse } from "#lib/core/parse.ts";
import { literal } from "#lib/core/search-words.ts";
import type { Calendar } from "#lib/core/time.ts";
import { hashOf } from "#lib/server/auth/secret.ts";
import { db } from "#lib/server/db.ts";
import { readMailedLink } from "#lib/server/mail/mailed-link.ts";
import {
  refuseTokens,
  visibleInvitations,
  visibleSessions,
  visibleTokens,
  visibleUsers,
} from "#lib/users/access.ts";
import { browserName } from "#lib/users/browser-name.ts";
import { calendarOf, isOpen } from "#lib/users/model.ts";
import {
  type Invitation,
  listUsersSchema,
  type Organisation,
  ofUserSchema,
  openInvitationSchema,
  type SessionRow,
  type TokenRow,
  type User,
  userIdSchema,
} from "#lib/users/schema.ts";

const cursorShape = z.tuple([z.string(), z.string()]);

/** Members by name, a page at a time; disabled ones too. */
export async function listUsers(actor: Actor, input: unknown = {}): Promise<Page<User>> {
  authorize(actor, "user.list");
  refuseTokens(actor);
  const filter = parse(listUsersSchema, input);
  const after = filter.cursor ? decodeCursor(filter.cursor, cursorShape) : null;
  const matches = { contains: literal(filter.q?.trim() ?? ""), mode: "insensitive" as const };
  const rows = await db.user.findMany({
    relationLoadStrategy: "join",
    where: {
      AND: [
        visibleUsers(actor),
        filter.q ? { OR: [{ name: matches }, { email: matches }] } : {},
        after ? { name: { gte: after[0] } } : {},
        after ? { OR: [{ name: { gt: after[0] } }, { name: after[0], email: { gt: after[1] } }] } : {},
      ],
    },
    orderBy: [{ name: "asc" }, { email: "asc" }],
    take: filter.limit + 1,
    select: userFields,
  });
  const page = pageOf(rows, filter.limit, (row) => [row.name, row.email]);
  return { ...page, items: page.items.map(userOf) };
}

/** One member. Throws NOT_FOUND. */
export async function getUser(actor: Actor, input: unknown): Promise<User> {
  authorize(actor, "user.list");
  refuseTokens(actor);
  const { userId } = parse(userIdSchema, input);
  const row = await db.user.findFirst({
    relationLoadStrategy: "join",
    where: { AND: [visibleUsers(actor), { id: userId }] },
    select: userFields,
  });
  if (!row) throw new AppError("NOT_FOUND", "There is no such member.");
  return userOf(row);
}

/** One's own account. */
export async function getAccount(actor: Actor): Promise<User & { timeZone: string | null }> {
  authorize(actor, "account.edit");
  const row =
    actor.kind === "user"
      ? await db.user.findUnique({ where: { id: actor.userId }, select: { ...userFields, timeZone: true } })
      : null;
  if (!row) throw new AppError("NOT_FOUND", "Only a person who is signed in has an account.");
  return { ...userOf(row), timeZone: row.timeZone };
}

/** Whom a record can belong to: the people who can sign in, by name. */
export async function listPeople(actor: Actor): Promise<{ email: string; name: string }[]> {
  authorize(actor, "people.list");
  return db.user.findMany({
    where: { disabledAt: null },
    orderBy: [{ name: "asc" }, { email: "asc" }],
    take: 1000,
    select: { email: true, name: true },
  });
}

/** Invitations that can still be accepted, newest first. */
export async function listInvitations(actor: Actor, now = new Date()): Promise<Invitation[]> {
  authorize(actor, "user.invite");
  refuseTokens(actor);
  const rows = await db.invitation.findMany({
    where: {
      AND: [visibleInvitations(actor), { acceptedAt: null, revokedAt: null, expiresAt: { gt: now } }],
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 200,
    select: {
      id: true,
      email: true,
      role: true,
      createdAt: true,
      expiresAt: true,
      invitedBy: { select: { name: true } },
    },
  });
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    role: row.role as Role,
    invitedBy: row.invitedBy?.name ?? null,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }));
}

export type OpenedInvitation = {
  email: string;
  name: string | null;
  organisation: string;
  forPassword: boolean;
};

/** What an invitation link opens. Throws NOT_FOUND for one that was used, revoked, has expired or never was. */
export async function openInvitation(
  actor: Actor,
  input: unknown,
  now = new Date(),
): Promise<OpenedInvitation> {
  authorize(actor, "invitation.accept");
  const { token } = parse(openInvitationSchema, input);
  const link = await db.invitation.findFirst({
    where: openedBy(token),
    select: { email: true, expiresAt: true, acceptedAt: true, revokedAt: true },
  });
  if (!link || !isOpen(link, now)) throw closedLink();
  const user = await db.user.findUnique({ where: { email: link.email }, select: { name: true } });
  const organisation = await db.organisation.findUnique({ where: { id: 1 }, select: { name: true } });
  return {
    email: link.email,
    name: user?.name ?? null,
    organisation: organisation?.name ?? fallback.name,
    forPassword: user !== null,
  };
}

/** The link that a secret opens: the one that was shown, or the one that was mailed. */
export function openedBy(token: string): { id: string } | { tokenHash: string } {
  const id = readMailedLink(token);
  return id ? { id } : { tokenHash: hashOf(token) };
}

export function closedLink(): AppError {
  return new AppError(
    "NOT_FOUND",
    "This link was used, revoked or has expired. Ask an administrator for a new one.",
  );
}

/** Live sessions of oneself, or of the user an admin names, last seen first. */
export async function listSessions(actor: Actor, input: unknown = {}): Promise<SessionRow[]> {
  authorize(actor, "session.list");
  refuseTokens(actor);
  const rows = await db.session.findMany({
    where: { AND: [visibleSessions(actor), { userId: ownerOf(actor, input), endedAt: null }] },
    orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
    take: 100,
    select: { id: true, userAgent: true, createdAt: true, lastSeenAt: true },
  });
  return rows.map((row) => ({
    id: row.id,
    browser: browserName(row.userAgent),
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    current: actor.kind === "user" && actor.sessionId === row.id,
  }));
}

/** Tokens that were not revoked, of oneself or of the user an admin names, newest first. Their secrets are not kept. */
export async function listTokens(actor: Actor, input: unknown = {}): Promise<TokenRow[]> {
  authorize(actor, "token.list");
  refuseTokens(actor);
  const rows = await db.apiToken.findMany({
    where: { AND: [visibleTokens(actor), { userId: ownerOf(actor, input), revokedAt: null }] },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 200,
    select: {
      id: true,
      name: true,
      prefix: true,
      scopes: true,
      createdAt: true,
      expiresAt: true,
      lastUsedAt: true,
    },
  });
  return rows.map((row) => ({
    ...row,
    scopes: row.scopes as TokenRow["scopes"],
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  }));
}

/** The organisation's settings; plain ones before anybody has set it up. */
export async function getOrganisation(actor: Actor): Promise<Organisation> {
  authorize(actor, "organisation.view");
  return readOrganisation();
}

/** How the organisation counts its quarters, for verbs that are given one. */
export async function fiscalCalendar(): Promise<Calendar> {
  return calendarOf(await readOrganisation());
}

/** Raw samples older than this are no longer kept; null when they are kept for ever. */
export async function oldestKeptSample(now = Date.now()): Promise<number | null> {
  const { sampleDays } = await readOrganisation();
  return sampleDays === null ? null : now - sampleDays * 86_400_000;
}

/** The zone in which this reader's times are shown: their own, or the organisation's. */
export async function readersZone(actor: Actor): Promise<string> {
  if (actor.kind === "user" && actor.timeZone) return actor.timeZone;
  return (await readOrganisation()).timeZone;
}

async function readOrganisation(): Promise<Organisation> {
  const row = await db.organisation.findUnique({ where: { id: 1 } });
  if (!row) return fallback;
  return {
    name: row.name,
    timeZone: row.timeZone,
    fiscalStartMonth: row.fiscalStartMonth,
    fiscalNamedBy: row.fiscalNamedBy === "start" ? "start" : "end",
    currency: row.currency,
    sampleDays: row.sampleDays,
    fiscalWeeksFrom: row.fiscalWeeksFrom,
    sample: row.sample,
    setUp: row.setUpAt !== null,
  };
}

/** What an organisation is called that nobody has named yet. */
export const portalName = "Optimization Portal";

const fallback: Organisation = {
  name: portalName,
  timeZone: "UTC",
  fiscalStartMonth: 1,
  fiscalNamedBy: "end",
  currency: null,
  sampleDays: null,
  fiscalWeeksFrom: null,
  sample: false,
  setUp: false,
};

function ownerOf(actor: Actor, input: unknown): string {
  const { userId } = parse(ofUserSchema, input);
  const owner = userId ?? (actor.kind === "user" ? actor.userId : undefined);
  if (owner) return owner;
  throw new AppError("INVALID", "Say whose: give the user.", {
    faults: [{ path: "userId", message: "Whose?" }],
  });
}

export const userFields = {
  id: true,
  email: true,
  name: true,
  role: true,
  passwordHash: true,
  disabledAt: true,
  createdAt: true,
  sessions: { orderBy: { lastSeenAt: "desc" }, take: 1, select: { lastSeenAt: true } },
} as const;

type UserRow = {
  id: string;
  email: string;
  name: string;
  role: string;
  passwordHash: string | null;
  disabledAt: Date | null;
  createdAt: Date;
  sessions: { lastSeenAt: Date }[];
};

export function userOf(row: UserRow): User {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role as Role,
    disabled: row.disabledAt !== null,
    hasPassword: row.passwordHash !== null,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.sessions[0]?.lastSeenAt.toISOString() ?? null,
  };
}
