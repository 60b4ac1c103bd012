import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { type Mark, refusalOfSignature, reviewedStatuses } from "#lib/reviews/model.ts";
import { findReview, type ReviewRow } from "#lib/reviews/queries/find-review.ts";
import { getReview } from "#lib/reviews/queries/get-review.ts";
import { openReviewSchema, type Review } from "#lib/reviews/schema.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { db } from "#lib/server/db.ts";
import { freshMinutes, hasFreshSession } from "#lib/users/commands/prove-identity.ts";

type DecidedChange = { number: number; mark: Mark; note: string };

export type Signing = {
  review: Review;
  /** The first changes of each mark; the review's progress says how many there are. */
  decided: DecidedChange[];
  sealed: { changes: number; measurements: number; files: number };
  /** Why nobody can sign yet; null when a signature would be taken. */
  refusal: string | null;
  signedAlready: boolean;
  proof: { kind: "password" } | { kind: "single-sign-on"; fresh: boolean; minutes: number };
};

const shownPerMark = 40;

/** What stands on the page where a review is signed. */
export async function getSigning(actor: Actor, input: unknown): Promise<Signing> {
  authorize(actor, "review.sign");
  const { quarter } = parse(openReviewSchema, input);
  const [row, review] = await Promise.all([findReview(actor, { quarter }), getReview(actor, { quarter })]);
  const [decided, evidence, signature, account, fresh] = await Promise.all([
    decidedOf(row.id),
    evidenceOf(row),
    actor.kind === "system"
      ? null
      : db.reviewSignature.findFirst({
          where: { reviewId: row.id, userId: actor.userId },
          orderBy: { signedAt: "desc" },
          select: { name: true, signedAt: true },
        }),
    actor.kind === "system"
      ? null
      : db.user.findUnique({ where: { id: actor.userId }, select: { passwordHash: true } }),
    hasFreshSession(actor),
  ]);
  const signedAlready =
    signature !== null &&
    review.signatures.some((one) => one.counts && one.signedAt === signature.signedAt.toISOString());
  return {
    review,
    decided,
    sealed: { changes: review.progress.changes, ...evidence },
    refusal: refusalOfSignature({
      sealed: row.sealedAt !== null,
      unmarked: review.progress.unmarked,
      endsAt: row.endsAt,
      now: actingTime(actor),
      signedAlready,
    }),
    signedAlready,
    proof: account?.passwordHash
      ? { kind: "password" }
      : { kind: "single-sign-on", fresh, minutes: freshMinutes },
  };
}

/** The latest decision of each change, the first of each kind. */
function decidedOf(reviewId: string): Promise<DecidedChange[]> {
  return db.$queryRaw<DecidedChange[]>`
    SELECT "changeNumber" AS number, "decision" AS mark, "note" FROM (
      SELECT *, row_number() OVER (PARTITION BY "decision" ORDER BY "changeNumber") AS place FROM (
        SELECT DISTINCT ON (d."changeNumber") d."changeNumber", d."decision", d."note"
        FROM "ReviewDecision" AS d
        JOIN "Change" AS c ON c."number" = d."changeNumber"
        JOIN "Review" AS r ON r."id" = d."reviewId"
        LEFT JOIN "ReviewCarried" AS k ON k."reviewId" = r."id" AND k."changeNumber" = c."number"
        WHERE d."reviewId" = ${reviewId}::uuid
          AND c."publishedAt" IS NOT NULL AND c."status" = ANY(${[...reviewedStatuses]})
          AND ((c."happenedAt" >= r."startsAt" AND c."happenedAt" < r."endsAt") OR k."changeNumber" IS NOT NULL)
        ORDER BY d."changeNumber", d."id" DESC
      ) AS latest
    ) AS placed WHERE place <= ${shownPerMark} ORDER BY number`;
}

/** How many measurements and files lie behind the changes of the review: its two parts each from their own index. */
async function evidenceOf({
  id,
  startsAt,
  endsAt,
}: ReviewRow): Promise<{ measurements: number; files: number }> {
  const statuses = [...reviewedStatuses];
  const [row] = await db.$queryRaw<{ measurements: number; files: number }[]>`
    WITH reviewed AS (
      SELECT c."id" FROM "Change" AS c
      WHERE c."publishedAt" IS NOT NULL AND c."status" = ANY(${statuses})
        AND c."happenedAt" >= ${startsAt.toISOString()}::timestamptz AT TIME ZONE 'UTC'
        AND c."happenedAt" < ${endsAt.toISOString()}::timestamptz AT TIME ZONE 'UTC'
      UNION
      SELECT c."id" FROM "ReviewCarried" AS k JOIN "Change" AS c ON c."number" = k."changeNumber"
      WHERE k."reviewId" = ${id}::uuid AND c."publishedAt" IS NOT NULL AND c."status" = ANY(${statuses})
    )
    SELECT count(DISTINCT m."id")::int AS measurements, count(DISTINCT i."sha256")::int AS files
    FROM reviewed JOIN "Measurement" AS m ON m."changeId" = reviewed."id"
    LEFT JOIN "MeasurementInput" AS i ON i."measurementId" = m."id"`;
  return row ?? { measurements: 0, files: 0 };
}
