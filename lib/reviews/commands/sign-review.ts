import { type Actor, isSimulating } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { canonicalJson } from "#lib/core/canonical-json.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { sha256 } from "#lib/core/statistics/sha256.ts";
import { quarterLabel } from "#lib/core/time.ts";
import type { AgendaSection } from "#lib/reviews/agenda.ts";
import { deciderOf, lockLatestReview } from "#lib/reviews/commands/lock-review.ts";
import type { Comparison } from "#lib/reviews/comparison.ts";
import { type Policy, refusalOfSignature } from "#lib/reviews/model.ts";
import { carriedInto } from "#lib/reviews/queries/changes-of-review.ts";
import { findReview, type ReviewRow, readPolicy } from "#lib/reviews/queries/find-review.ts";
import { gatherAgenda } from "#lib/reviews/queries/gather-agenda.ts";
import { progressOf } from "#lib/reviews/queries/progress.ts";
import { readCore } from "#lib/reviews/queries/read-content.ts";
import { teamRowsNow } from "#lib/reviews/queries/team-part.ts";
import { contentFormat, coreHash, type ReviewContent } from "#lib/reviews/review-content.ts";
import { type Signature, signSchema, type TeamRow } from "#lib/reviews/schema.ts";
import { type SealedSignature, sealOf } from "#lib/reviews/snapshot.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";
import { type Tx, transaction } from "#lib/server/db.ts";
import { notify } from "#lib/users/commands/notify.ts";
import { proveIdentity } from "#lib/users/commands/prove-identity.ts";
import { fiscalCalendar, getOrganisation } from "#lib/users/queries.ts";

/**
 * Signs the open review of a quarter, after asking for the account's own kind of sign-in again. The first signature
 * freezes what is signed; a decision after it makes the next one a signature under something new, and the earlier ones
 * are asked for again. The last one that the policy wants seals the review in the same transaction.
 */
export async function signReview(actor: Actor, input: unknown): Promise<Signature & { sealed: boolean }> {
  authorize(actor, "review.sign");
  const { quarter, password } = parse(signSchema, input);
  const signer = deciderOf(actor);
  const now = actingTime(actor);
  const seen = await findReview(actor, { quarter });
  await refuseSigning(await refusalNow(seen, false, now));
  const proof = isSimulating(actor) ? ("sample" as const) : await proveIdentity(actor, password, now);
  const about = await aboutReview(actor, seen);
  return transaction(async (tx) => {
    const review = await lockLatestReview(tx, actor, quarter);
    const content = await contentToSign(tx, review, about, now);
    const before = await tx.reviewSignature.findMany({
      where: { contentId: content.id },
      select: { userId: true },
    });
    const signed = before.some((signature) => signature.userId === signer.userId);
    await refuseSigning(await refusalNow(review, signed, now, tx));
    const row = await tx.reviewSignature.create({
      data: { ...signer, reviewId: review.id, contentId: content.id, proof, signedAt: now },
      select: { name: true, role: true, proof: true, signedAt: true },
    });
    const sealed = before.length + 1 >= content.policy.signers;
    await audit(tx, actor, {
      action: "review.sign",
      entity: "review",
      entityId: review.id,
      data: {
        quarter,
        version: review.version,
        proof,
        contentSha256: content.sha256,
        signature: before.length + 1,
      },
    });
    if (sealed) await seal(tx, actor, review, content.id, now);
    return { ...row, signedAt: row.signedAt.toISOString(), counts: true, sealed };
  });
}

async function refuseSigning(refusal: string | null): Promise<void> {
  if (refusal) throw new AppError("CONFLICT", refusal);
}

async function refusalNow(
  review: ReviewRow,
  signedAlready: boolean,
  now: Date,
  tx?: Tx,
): Promise<string | null> {
  const { unmarked } = (await progressOf(review, tx)).progress;
  return refusalOfSignature({
    sealed: review.sealedAt !== null,
    unmarked,
    endsAt: review.endsAt,
    now,
    signedAlready,
  });
}

type About = {
  organisation: string;
  timeZone: string;
  policy: Policy;
  headline: string;
  agenda: AgendaSection[];
  comparison: Comparison;
  teams: TeamRow[];
};

async function aboutReview(actor: Actor, review: ReviewRow): Promise<About> {
  const [organisation, calendar, policy, { byTeam }, made] = await Promise.all([
    getOrganisation(actor),
    fiscalCalendar(),
    readPolicy(),
    progressOf(review),
    gatherAgenda(actor, review, await carriedInto(review)),
  ]);
  const { headline, agenda, comparison, countsByTeam } = made;
  const teams = await teamRowsNow(review, countsByTeam, byTeam);
  return {
    organisation: organisation.name,
    timeZone: calendar.timeZone,
    policy,
    headline,
    agenda,
    comparison,
    teams,
  };
}

/** What the signatures so far stand under, if nothing was decided or measured since; else frozen anew. */
async function contentToSign(tx: Tx, review: ReviewRow, about: About, now: Date) {
  const { policy } = about;
  const core = await readCore(tx, review, await carriedInto(review, tx));
  const coreSha256 = coreHash({ ...core, policy });
  const last = await tx.reviewContent.findFirst({
    where: { reviewId: review.id },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { id: true, sha256: true, coreSha256: true },
  });
  if (last?.coreSha256 === coreSha256) return { ...last, policy };
  const { organisation, timeZone, headline, agenda, comparison, teams } = about;
  const content: ReviewContent = {
    format: contentFormat,
    organisation,
    quarter: review.quarter,
    version: review.version,
    reason: review.reason,
    period: { from: review.startsAt.toISOString(), to: review.endsAt.toISOString(), timeZone },
    policy,
    simulated: review.simulated,
    headline,
    ...core,
    agenda,
    comparison,
    teams,
  };
  const json = canonicalJson(content);
  const row = await tx.reviewContent.create({
    data: { reviewId: review.id, json, sha256: sha256(json), coreSha256, createdAt: now },
    select: { id: true, sha256: true },
  });
  return { ...row, policy };
}

/** The snapshot, its seal, and the mark on the review; the audit log notes the hash, so that each vouches for the other. */
async function seal(tx: Tx, actor: Actor, review: ReviewRow, contentId: string, now: Date): Promise<void> {
  const content = await tx.reviewContent.findUniqueOrThrow({
    where: { id: contentId },
    select: {
      json: true,
      signatures: {
        orderBy: [{ signedAt: "asc" }, { id: "asc" }],
        select: { name: true, role: true, proof: true, signedAt: true },
      },
    },
  });
  const { position } = await tx.auditEvent.findFirstOrThrow({
    where: { entity: "review", entityId: review.id, action: "review.sign" },
    orderBy: { position: "desc" },
    select: { position: true },
  });
  const { json, sha256: hash } = sealOf({
    content: JSON.parse(content.json) as ReviewContent,
    signatures: content.signatures.map(
      (signature): SealedSignature => ({ ...signature, signedAt: signature.signedAt.toISOString() }),
    ),
    audit: { position: Number(position) },
    sealedAt: now.toISOString(),
  });
  await tx.reviewSnapshot.create({
    data: { reviewId: review.id, json, sha256: hash, auditPosition: position, sealedAt: now },
    select: { reviewId: true },
  });
  await tx.review.update({ where: { id: review.id }, data: { sealedAt: now }, select: { id: true } });
  await audit(tx, actor, {
    action: "review.seal",
    entity: "review",
    entityId: review.id,
    data: { quarter: review.quarter, version: review.version, sha256: hash, auditPosition: Number(position) },
  });
  if (!isSimulating(actor)) await tellEveryone(tx, review, content.signatures, now);
}

async function tellEveryone(
  tx: Tx,
  review: ReviewRow,
  signatures: { name: string }[],
  now: Date,
): Promise<void> {
  const readers = await tx.user.findMany({
    where: { role: { not: "member" }, disabledAt: null },
    select: { id: true },
  });
  await notify(
    tx,
    {
      userIds: readers.map((reader) => reader.id),
      event: "review.signed",
      key: `review ${review.quarter} version ${review.version} signed`,
      title: `The review of ${quarterLabel(review.quarter)} is signed`,
      body: `Signed by ${signatures.map(({ name }) => name).join(" and ")}. It is sealed and can be read as it was signed.`,
      path: `/reviews/${review.quarter}`,
    },
    now,
  );
}
