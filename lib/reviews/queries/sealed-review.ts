import { statedFields, statedOf } from "#lib/changes/change-row.ts";
import type { ShownOutcome, Status } from "#lib/changes/model.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { sha256 } from "#lib/core/statistics/sha256.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";
import { quarterLabel } from "#lib/core/time.ts";
import { visibleReviews } from "#lib/reviews/access.ts";
import { ofQuarter } from "#lib/reviews/queries/changes-of-review.ts";
import { findReview, type ReviewRow } from "#lib/reviews/queries/find-review.ts";
import { statedNow } from "#lib/reviews/queries/statements.ts";
import { reviewRefSchema, type Verification } from "#lib/reviews/schema.ts";
import { type ChangedSince, type ChangeNow, changedSince, restatedSince } from "#lib/reviews/since-review.ts";
import { checkSeal, readSnapshot, type Snapshot, type Witnesses } from "#lib/reviews/snapshot.ts";
import { db } from "#lib/server/db.ts";
import { type Download, download } from "#lib/server/http/download.ts";

export type SealedReview = {
  quarter: string;
  version: number;
  sha256: string;
  snapshot: Snapshot;
  /** What the records say differently today. */
  since: ChangedSince[];
};

/** A signed review as it was signed, and what changed since. Throws NOT_FOUND for one that is not signed. */
export async function getSealedReview(actor: Actor, input: unknown): Promise<SealedReview> {
  authorize(actor, "review.view");
  const review = await findSealed(actor, input);
  const row = await snapshotOf(review);
  const snapshot = readSnapshot(row.json);
  const { changes, statements = [] } = snapshot.content;
  const numbers = changes.map((change) => change.number);
  const [now, stated] = await Promise.all([changesNow(review, numbers), statedNow(actor, review.quarter)]);
  return {
    quarter: review.quarter,
    version: review.version,
    sha256: row.sha256,
    snapshot,
    since: [...restatedSince(statements, stated), ...changedSince(changes, now)],
  };
}

/** The latest signed version of a quarter's review, also while a later one is open; null where none is signed. */
export async function findSealedReview(
  actor: Actor,
  { quarter }: { quarter: string },
): Promise<SealedReview | null> {
  authorize(actor, "review.view");
  const signed = await db.review.findFirst({
    where: { AND: [{ quarter, sealedAt: { not: null } }, visibleReviews(actor)] },
    orderBy: { version: "desc" },
    select: { version: true },
  });
  return signed && getSealedReview(actor, { quarter, version: signed.version });
}

/** The snapshot's own bytes: what the SHA-256 is of. */
export async function downloadSnapshot(actor: Actor, input: unknown): Promise<Download> {
  authorize(actor, "review.view");
  const review = await findSealed(actor, input);
  const { json } = await snapshotOf(review);
  return download({
    name: `review-${review.quarter}-v${review.version}.json`,
    mediaType: "application/json",
    content: new TextEncoder().encode(json),
  });
}

/** Computes the seal of a signed review again from its bytes and holds it against what else is kept. */
export async function verifyReview(actor: Actor, input: unknown): Promise<Verification> {
  authorize(actor, "review.view");
  const review = await findSealed(actor, input);
  const row = await snapshotOf(review);
  const checks = checkSeal(
    { json: row.json, sha256: row.sha256 },
    await witnessesOf(review, row.auditPosition),
  );
  return {
    quarter: review.quarter,
    version: review.version,
    sha256: row.sha256,
    whole: checks.every((check) => check.holds),
    checks,
  };
}

async function findSealed(actor: Actor, input: unknown): Promise<ReviewRow> {
  const review = await findReview(actor, parse(reviewRefSchema, input));
  if (review.sealedAt) return review;
  throw new AppError("NOT_FOUND", `The review of ${quarterLabel(review.quarter)} is not signed yet.`);
}

function snapshotOf(review: ReviewRow) {
  return db.reviewSnapshot.findUniqueOrThrow({ where: { reviewId: review.id } });
}

async function witnessesOf(review: ReviewRow, auditPosition: bigint): Promise<Witnesses> {
  const ofReview = { entity: "review", entityId: review.id };
  const [signatures, signed, sealing] = await Promise.all([
    db.reviewSignature.findMany({
      where: { reviewId: review.id },
      select: { name: true, content: { select: { json: true } } },
    }),
    db.auditEvent.findFirst({ where: { ...ofReview, position: auditPosition }, select: { action: true } }),
    db.auditEvent.findFirst({
      where: { ...ofReview, action: "review.seal" },
      orderBy: { position: "desc" },
      select: { data: true },
    }),
  ]);
  const noted = (sealing?.data as { sha256?: unknown } | null)?.sha256;
  return {
    quarter: review.quarter,
    version: review.version,
    // From the kept bytes, not from the column beside them.
    signatures: signatures.map(({ name, content }) => ({ name, contentSha256: sha256(content.json) })),
    audit: { action: signed?.action ?? null, sealedHash: typeof noted === "string" ? noted : null },
  };
}

/** What the changes of the review say today, and those that came into its quarter since. */
async function changesNow(review: ReviewRow, numbers: number[]): Promise<ChangeNow[]> {
  const rows = await db.change.findMany({
    where: { OR: [{ number: { in: numbers } }, ofQuarter(review)] },
    select: {
      number: true,
      title: true,
      status: true,
      outcome: true,
      appliedAt: true,
      owner: { select: { name: true } },
      team: true,
      ...statedFields,
      _count: { select: { measurements: true } },
      primaryMeasurement: { select: { id: true, verdict: true, metric: { select: { name: true } } } },
    },
  });
  return rows.map((row) => ({
    number: row.number,
    title: row.title,
    status: row.status as Status,
    outcome: row.outcome as ShownOutcome,
    appliedAt: row.appliedAt?.toISOString() ?? null,
    owner: row.owner?.name ?? null,
    team: row.team,
    worth: statedOf(row),
    measurements: row._count.measurements,
    primary: row.primaryMeasurement && {
      measurement: row.primaryMeasurement.id,
      metricName: row.primaryMeasurement.metric.name,
      sentence: (JSON.parse(row.primaryMeasurement.verdict) as Verdict).sentence,
    },
  }));
}
