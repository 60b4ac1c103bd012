import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { visibleShareLinks } from "#lib/plan/access.ts";
import type { Overview } from "#lib/plan/overview-schema.ts";
import { getOverview } from "#lib/plan/queries/overview.ts";
import { openShareSchema, type Shared, type ShareLinkRow } from "#lib/plan/schema.ts";
import { sharedOverview, sharedParts } from "#lib/plan/shared-overview.ts";
import { roadmapParts, type SharedRoadmap, sharedRoadmap } from "#lib/plan/shared-roadmap.ts";
import { publishedRoadmap } from "#lib/roadmap/queries/published-roadmap.ts";
import { hashOf } from "#lib/server/auth/secret.ts";
import { db } from "#lib/server/db.ts";

/** Links that show something to outsiders, the latest first; ended ones too. Their secrets are not kept. */
export async function listShareLinks(
  actor: Actor,
  _input: unknown = {},
  now = new Date(),
): Promise<ShareLinkRow[]> {
  authorize(actor, "share.list");
  const rows = await db.shareLink.findMany({
    where: visibleShareLinks(actor),
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 100,
    select: {
      id: true,
      quarter: true,
      parts: true,
      createdAt: true,
      expiresAt: true,
      revokedAt: true,
      opened: true,
      lastOpenedAt: true,
      createdBy: { select: { name: true } },
    },
  });
  return rows.map((row) => ({
    id: row.id,
    shared: sharedOf(row),
    by: row.createdBy.name,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    state: row.revokedAt ? "revoked" : row.expiresAt <= now ? "expired" : "open",
    opened: row.opened,
    lastOpenedAt: row.lastOpenedAt?.toISOString() ?? null,
  }));
}

export type SharedView = { by: string; expiresAt: string } & (
  | { what: "overview"; overview: Overview }
  | { what: "roadmap"; roadmap: SharedRoadmap }
);

/**
 * What a link shows. Throws the same NOT_FOUND for one that was revoked, has expired or never was, and for one whose
 * maker can no longer sign in.
 */
export async function openShareLink(actor: Actor, input: unknown, now = new Date()): Promise<SharedView> {
  authorize(actor, "share.open");
  const { secret } = parse(openShareSchema, input);
  const link = await db.shareLink.findUnique({
    where: { secretHash: hashOf(secret) },
    select: {
      id: true,
      quarter: true,
      parts: true,
      expiresAt: true,
      revokedAt: true,
      createdBy: { select: { name: true, disabledAt: true } },
    },
  });
  if (!link || link.revokedAt || link.expiresAt <= now || link.createdBy.disabledAt) {
    throw new AppError("NOT_FOUND", "This link was revoked, has expired or is not whole. Ask for a new one.");
  }
  await db.shareLink.update({
    where: { id: link.id },
    data: { opened: { increment: 1 }, lastOpenedAt: now },
    select: { id: true },
  });
  return {
    by: link.createdBy.name,
    expiresAt: link.expiresAt.toISOString(),
    ...(await shownBy(actor, sharedOf(link), now)),
  };
}

async function shownBy(actor: Actor, shared: Shared, now: Date) {
  if (shared.what === "roadmap") {
    const roadmap = await publishedRoadmap(actor, {}, now);
    return { what: shared.what, roadmap: sharedRoadmap(roadmap, shared.parts) };
  }
  const overview = await getOverview(actor, { quarter: shared.quarter }, now);
  return { what: shared.what, overview: sharedOverview(overview, shared.parts) };
}

/** Only the overview is of a quarter: the table holds to it. */
function sharedOf({ quarter, parts }: { quarter: string | null; parts: string[] }): Shared {
  return quarter === null
    ? { what: "roadmap", parts: roadmapParts.filter((part) => parts.includes(part)) }
    : { what: "overview", quarter, parts: sharedParts.filter((part) => parts.includes(part)) };
}
