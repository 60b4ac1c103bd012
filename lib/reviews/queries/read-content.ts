import { listItemFields, listItemOf, statedFields, statedOf } from "#lib/changes/change-row.ts";
import { predictionResult } from "#lib/changes/model.ts";
import { AppError } from "#lib/core/errors.ts";
import { sha256 } from "#lib/core/statistics/sha256.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";
import type { Mark } from "#lib/reviews/model.ts";
import { type Carried, ofCarried, ofQuarter, whyCarried } from "#lib/reviews/queries/changes-of-review.ts";
import type { ReviewRow } from "#lib/reviews/queries/find-review.ts";
import { statementFields, statementOf } from "#lib/reviews/queries/statements.ts";
import type {
  ReviewContent,
  SealedChange,
  SealedDecision,
  SealedMeasurement,
  SealedStatement,
} from "#lib/reviews/review-content.ts";
import type { Tx } from "#lib/server/db.ts";
import type { Prisma } from "#lib/server/generated/prisma/client.ts";

/** More changes than this are no review that people can hold; a quarter has some dozens. */
const mostChanges = 10_000;
const atOnce = 250;
/** The latest of them; nobody changes their mind so often. */
const mostStatements = 1_000;

/** What is signed about changes and actions, read in the transaction of the signature. */
export async function readCore(
  tx: Tx,
  review: ReviewRow,
  carried: Carried,
): Promise<Pick<ReviewContent, "changes" | "actions" | "comments" | "statements">> {
  const statements = await sealedStatements(tx, review);
  return {
    ...(statements.length > 0 ? { statements } : {}),
    changes: await sealedChanges(tx, review, carried),
    actions: await sealedActions(tx, review),
    comments: await sealedComments(tx, review),
  };
}

async function sealedChanges(tx: Tx, review: ReviewRow, carried: Carried): Promise<SealedChange[]> {
  const decisions = await decisionsByChange(tx, review);
  const numbers = await numbersOf(tx, review, carried);
  const changes: SealedChange[] = [];
  for (let start = 0; start < numbers.length; start += atOnce) {
    const rows = await tx.change.findMany({
      where: { number: { in: numbers.slice(start, start + atOnce) } },
      select: sealedFields,
    });
    const byNumber = new Map(rows.map((row) => [row.number, row]));
    for (const number of numbers.slice(start, start + atOnce)) {
      const row = byNumber.get(number);
      const [decision, ...earlierDecisions] = decisions.get(number) ?? [];
      if (!row || !decision)
        throw new AppError("CONFLICT", `C-${number} has no decision and no mark as open.`);
      changes.push({ ...sealedChange(row, carried), decision, earlierDecisions });
    }
  }
  return changes;
}

/** In the order of the walk. */
async function numbersOf(tx: Tx, review: ReviewRow, carried: Carried): Promise<number[]> {
  const numbers: number[] = [];
  for (const where of [ofCarried(carried, review), ofQuarter(review)]) {
    const rows = await tx.change.findMany({
      where,
      orderBy: [{ happenedAt: "asc" }, { number: "asc" }],
      take: mostChanges + 1,
      select: { number: true },
    });
    numbers.push(...rows.map((row) => row.number));
  }
  if (numbers.length > mostChanges) {
    throw new AppError(
      "LIMIT",
      `More than ${mostChanges.toLocaleString("en")} changes cannot be sealed at once.`,
    );
  }
  return numbers;
}

async function decisionsByChange(tx: Tx, review: ReviewRow): Promise<Map<number, SealedDecision[]>> {
  const rows = await tx.reviewDecision.findMany({
    where: { reviewId: review.id },
    orderBy: { id: "desc" },
    select: { changeNumber: true, decision: true, note: true, decidedByName: true, decidedAt: true },
  });
  const byChange = new Map<number, SealedDecision[]>();
  for (const row of rows) {
    const own = byChange.get(row.changeNumber) ?? [];
    byChange.set(row.changeNumber, own);
    own.push({
      decision: row.decision as Mark,
      note: row.note,
      by: row.decidedByName,
      at: row.decidedAt.toISOString(),
    });
  }
  return byChange;
}

const sealedFields = {
  ...listItemFields,
  ...statedFields,
  savingStatedBy: { select: { name: true } },
  currency: true,
  statusReason: true,
  overridden: true,
  predictedLow: true,
  predictedHigh: true,
  predictedMetric: { select: { key: true } },
  measurements: {
    orderBy: [{ createdAt: "asc" as const }, { id: "asc" as const }],
    select: {
      id: true,
      grade: true,
      outcome: true,
      verdict: true,
      metric: { select: { key: true, name: true } },
      inputs: {
        orderBy: [{ side: "desc" as const }, { position: "asc" as const }],
        select: { side: true, name: true, sha256: true },
      },
    },
  },
} satisfies Prisma.ChangeSelect;

type MeasurementRow = {
  id: string;
  grade: string;
  outcome: string;
  verdict: string;
  metric: { key: string; name: string };
  inputs: { side: string; name: string; sha256: string }[];
};

type ChangeRow = Parameters<typeof listItemOf>[0] &
  Parameters<typeof statedOf>[0] & {
    savingStatedBy: { name: string } | null;
    currency: string | null;
    statusReason: string | null;
    overridden: boolean;
    predictedLow: number | null;
    predictedHigh: number | null;
    predictedMetric: { key: string } | null;
    measurements: MeasurementRow[];
  };

/** What fades is named only where something does: what others were signing before there was such a thing stays whole. */
function whySealed(carried: Carried, number: number) {
  const { fadingAfter, ...why } = whyCarried(carried, number);
  return fadingAfter === null ? why : { ...why, fadingAfter };
}

/** Named only where something is stated, for the same reason. */
function worthSealed(row: ChangeRow): Pick<SealedChange, "worth"> {
  const stated = statedOf(row);
  const { savingBasis: _basis, ...amounts } = stated;
  if (Object.values(amounts).every((amount) => amount === null)) return {};
  return {
    worth: { ...stated, savingStatedBy: row.savingStatedBy?.name ?? null, currency: row.currency },
  };
}

function sealedChange(row: ChangeRow, carried: Carried): Omit<SealedChange, "decision" | "earlierDecisions"> {
  const item = listItemOf(row);
  return {
    number: item.number,
    title: item.title,
    area: item.area,
    practice: item.practice,
    system: item.system,
    // Named only where there is one: what others were signing before there were teams stays whole.
    ...(item.team === null ? {} : { team: item.team }),
    status: item.status,
    statusReason: row.statusReason,
    overridden: row.overridden,
    outcome: item.outcome,
    appliedAt: item.appliedAt,
    owner: item.owner?.name ?? null,
    ...whySealed(carried, item.number),
    ...worthSealed(row),
    prediction: predictionOf(row, item.primary),
    primary:
      row.primaryMeasurement && item.primary
        ? {
            measurement: row.primaryMeasurement.id,
            metric: item.primary.metric,
            metricName: item.primary.metricName,
            verdict: item.primary.verdict,
          }
        : null,
    measurements: row.measurements.map(sealedMeasurement),
  };
}

function predictionOf(
  { predictedMetric, predictedLow, predictedHigh }: ChangeRow,
  primary: { metric: string; verdict: Verdict } | null,
): SealedChange["prediction"] {
  if (!predictedMetric || predictedLow === null || predictedHigh === null) return null;
  const range = { low: predictedLow, high: predictedHigh };
  const decides = primary?.metric === predictedMetric.key;
  return {
    metric: predictedMetric.key,
    ...range,
    result: decides && primary ? predictionResult(range, primary.verdict) : null,
  };
}

function sealedMeasurement(row: MeasurementRow): SealedMeasurement {
  const verdict = JSON.parse(row.verdict) as Verdict;
  return {
    id: row.id,
    metric: row.metric.key,
    metricName: row.metric.name,
    grade: row.grade,
    outcome: row.outcome,
    sentence: verdict.sentence,
    verdictSha256: sha256(row.verdict),
    files: row.inputs.map(({ side, name, sha256: hash }) => ({ side, name, sha256: hash })),
  };
}

async function sealedActions(tx: Tx, review: ReviewRow): Promise<ReviewContent["actions"]> {
  const rows = await tx.reviewAction.findMany({
    where: { review: { quarter: review.quarter } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => ({
    title: row.title,
    change: row.changeNumber,
    owner: row.ownerName,
    dueQuarter: row.dueQuarter,
    by: row.createdByName,
    at: row.createdAt.toISOString(),
  }));
}

/** Of the quarter, by whichever version: a reopening takes back nothing that was stated. */
export async function sealedStatements(from: Tx, { quarter }: ReviewRow): Promise<SealedStatement[]> {
  const rows = await from.quarterStatement.findMany({
    where: { quarter },
    orderBy: { id: "desc" },
    take: mostStatements,
    select: statementFields,
  });
  return rows.map(statementOf).map(({ words, reason, by, at }) => ({ words, reason, by, at }));
}

async function sealedComments(tx: Tx, review: ReviewRow): Promise<ReviewContent["comments"]> {
  const rows = await tx.reviewComment.findMany({
    where: { review: { quarter: review.quarter } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => ({
    change: row.changeNumber,
    body: row.body,
    by: row.authorName,
    at: row.createdAt.toISOString(),
  }));
}
