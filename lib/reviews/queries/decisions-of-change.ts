import { changeNumberSchema } from "#lib/changes/schema.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { visibleReviews } from "#lib/reviews/access.ts";
import { decisionFields, decisionOf } from "#lib/reviews/queries/changes-of-review.ts";
import type { Decision } from "#lib/reviews/schema.ts";
import { db } from "#lib/server/db.ts";

export type ReviewedDecision = Decision & { quarter: string; version: number; signed: boolean };

/** What reviews decided about a change, the latest first: of each quarter what counts, in the reviews the actor sees. */
export async function decisionsOfChange(actor: Actor, input: unknown): Promise<ReviewedDecision[]> {
  authorize(actor, "review.view");
  const { number } = parse(changeNumberSchema, input);
  const rows = await db.reviewDecision.findMany({
    where: { changeNumber: number, review: visibleReviews(actor) },
    orderBy: { id: "desc" },
    take: 100,
    select: { ...decisionFields, review: { select: { quarter: true, version: true, sealedAt: true } } },
  });
  const seen = new Set<string>();
  return rows.flatMap(({ review, ...row }) => {
    if (seen.has(review.quarter)) return [];
    seen.add(review.quarter);
    const { quarter, version, sealedAt } = review;
    return [{ ...decisionOf(row), quarter, version, signed: sealedAt !== null }];
  });
}
