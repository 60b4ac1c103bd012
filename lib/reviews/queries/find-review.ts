import type { Actor } from "#lib/core/access/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { quarterLabel } from "#lib/core/time.ts";
import { visibleReviews } from "#lib/reviews/access.ts";
import { defaultPolicy, type Policy } from "#lib/reviews/model.ts";
import type { ReviewListItem } from "#lib/reviews/schema.ts";
import { db, type Tx } from "#lib/server/db.ts";

/** A review's own row; queries and commands of this noun load it by this. */
const reviewFields = {
  id: true,
  quarter: true,
  version: true,
  startsAt: true,
  endsAt: true,
  openedAt: true,
  openedByName: true,
  reason: true,
  sealedAt: true,
  simulated: true,
} as const;

export type ReviewRow = {
  id: string;
  quarter: string;
  version: number;
  startsAt: Date;
  endsAt: Date;
  openedAt: Date;
  openedByName: string;
  reason: string | null;
  sealedAt: Date | null;
  simulated: boolean;
};

/** The version asked for, else the latest that the actor may see. Throws NOT_FOUND. */
export async function findReview(
  actor: Actor,
  { quarter, version }: { quarter: string; version?: number | undefined },
  from: Tx = db,
): Promise<ReviewRow> {
  const row = await from.review.findFirst({
    where: { AND: [{ quarter, ...(version ? { version } : {}) }, visibleReviews(actor)] },
    orderBy: { version: "desc" },
    select: reviewFields,
  });
  if (row) return row;
  const which = version ? `version ${version} of the review` : "review";
  throw new AppError("NOT_FOUND", `There is no ${which} of ${quarterLabel(quarter)}, or you may not see it.`);
}

/** How reviews are held. */
export async function readPolicy(from: Tx = db): Promise<Policy> {
  const row = await from.reviewSettings.findUnique({ where: { id: 1 } });
  return row ? { signers: row.signers, fourEyes: row.fourEyes, dueDays: row.dueDays } : defaultPolicy;
}

export const listItemParts = {
  ...reviewFields,
  snapshot: { select: { sha256: true } },
  signatures: { orderBy: { signedAt: "asc" }, select: { name: true, signedAt: true, contentId: true } },
  contents: { orderBy: { createdAt: "desc" }, take: 1, select: { id: true } },
} as const;

type ListItemRow = ReviewRow & {
  snapshot: { sha256: string } | null;
  signatures: { name: string; signedAt: Date; contentId: string }[];
  contents: { id: string }[];
};

export function reviewListItemOf(row: ListItemRow): ReviewListItem {
  const current = row.contents[0]?.id;
  return {
    quarter: row.quarter,
    version: row.version,
    state: row.sealedAt ? "signed" : "open",
    from: row.startsAt.toISOString(),
    to: row.endsAt.toISOString(),
    openedAt: row.openedAt.toISOString(),
    openedBy: row.openedByName,
    reason: row.reason,
    sealedAt: row.sealedAt?.toISOString() ?? null,
    sha256: row.snapshot?.sha256 ?? null,
    signatures: row.signatures
      .filter((signature) => signature.contentId === current)
      .map(({ name, signedAt }) => ({ name, signedAt: signedAt.toISOString() })),
    simulated: row.simulated,
  };
}
