import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { ensureSamplePartitions, monthsOf } from "#lib/metrics/commands/sample-partitions.ts";
import { rollUpSamplesJob, thresholdsDueJob } from "#lib/metrics/jobs.ts";
import {
  batchOf,
  type Reading,
  type Rejected,
  readSamples,
  type SampleBatch,
} from "#lib/metrics/sample-batch.ts";
import { type PushAnswer, pushSamplesSchema } from "#lib/metrics/schema.ts";
import { audit } from "#lib/server/audit.ts";
import { db, type Tx, transaction } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/prisma/client.ts";
import { sendJob } from "#lib/server/jobs/send-job.ts";
import { oldestKeptSample } from "#lib/users/queries.ts";

type Series = SampleBatch["series"];

/**
 * Takes up to 100,000 samples. Sending the same again changes nothing; another value at a known time is rejected as
 * `conflict`. Bad samples are rejected one by one, the good ones of the same call are kept.
 */
export async function pushSamples(actor: Actor, input: unknown): Promise<PushAnswer> {
  authorize(actor, "sample.push");
  const { samples } = parse(pushSamplesSchema, input);
  const { readings, rejected } = readSamples(samples);
  const keys = [...new Set(readings.map((reading) => reading.metric))];
  const metrics = await db.metric.findMany({ where: { key: { in: keys } }, select: { id: true, key: true } });
  const oldest = await oldestKeptSample();
  const batch = batchOf(readings, new Map(metrics.map(({ key, id }) => [key, id])), oldest);
  const answer = {
    accepted: 0,
    duplicates: batch.duplicates,
    rejected: [...rejected, ...batch.rejected].sort(byIndex),
  };
  const { series } = batch;
  const count = series.reduce((sum, { readings }) => sum + readings.length, 0);
  if (count === 0) return answer;
  await ensureSamplePartitions(monthsOf(series.flatMap(({ readings: own }) => own.map((one) => one.at))));
  return transaction(async (tx) => {
    const accepted = await insert(tx, series);
    const conflicts = accepted === count ? [] : await conflictsOf(tx, series);
    const known = count - accepted - conflicts.length;
    const whole = {
      accepted,
      duplicates: answer.duplicates + known,
      rejected: [...answer.rejected, ...conflicts].sort(byIndex),
    };
    if (accepted > 0) await noteArrival(tx, actor, series, whole);
    return whole;
  });
}

/**
 * Mostly nothing of it is there yet: a plain insert is quicker than one that looks for conflicts, and fails at the first
 * row that is there.
 */
async function insert(tx: Tx, series: Series): Promise<number> {
  const source = sourceOf(series);
  await tx.$executeRaw`SAVEPOINT "samples"`;
  try {
    return await tx.$executeRaw`INSERT INTO "Sample" ("metricId", "at", "value") ${source}`;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT "samples"`;
  }
  return tx.$executeRaw`INSERT INTO "Sample" ("metricId", "at", "value") ${source} ON CONFLICT DO NOTHING`;
}

async function conflictsOf(tx: Tx, series: Series): Promise<Rejected[]> {
  const found = await tx.$queryRaw<{ position: number }[]>`
    SELECT "position" FROM (${sourceOf(series, Prisma.sql`, "position"::int`)}) AS "pushed"
      JOIN "Sample" USING ("metricId", "at") WHERE "Sample"."value" <> "pushed"."value"`;
  const all = series.flatMap((one) => one.readings);
  return found.flatMap(({ position }) => {
    const reading = all[position - 1];
    return reading ? [{ index: reading.index, reason: "conflict" as const }] : [];
  });
}

/** The rows as a query. Lists travel as text and are read by the database: nothing here touches a value a second time. */
function sourceOf(series: Series, more = Prisma.empty): Prisma.Sql {
  const list = (values: string[]) => `{${values.join(",")}}`;
  const each = (write: (reading: Reading, ordinal: number) => string | number) =>
    list(series.map(({ readings }, index) => readings.map((one) => write(one, index + 1)).join(",")));
  return Prisma.sql`
    SELECT "metric"."id" AS "metricId", timestamp 'epoch' + "ms" * interval '1 millisecond' AS "at", "sample"."value" ${more}
      FROM unnest(${each((_, ordinal) => ordinal)}::text::int[],
                  ${each((reading) => reading.at)}::text::bigint[],
                  ${each((reading) => reading.value)}::text::float8[])
           WITH ORDINALITY AS "sample"("ordinal", "ms", "value", "position")
      JOIN unnest(${list(series.map((one) => one.metricId))}::text::uuid[])
           WITH ORDINALITY AS "metric"("id", "ordinal") USING ("ordinal")`;
}

/** Hours to sum up anew, and what later nouns do about new samples, are asked for with the write. */
async function noteArrival(
  tx: Tx,
  actor: Actor,
  series: Series,
  { accepted, duplicates, rejected }: PushAnswer,
) {
  const spans = series.map(({ metric, metricId, readings }) => {
    return { metric, metricId, from: readings[0]?.at ?? 0, to: readings.at(-1)?.at ?? 0 };
  });
  await tx.staleHours.createMany({
    data: spans.map(({ metricId, from, to }) => ({
      metricId,
      from: new Date(from - (from % hourMs)),
      to: new Date(to - (to % hourMs)),
    })),
  });
  await sendJob(tx, rollUpSamplesJob, {});
  const judged = await tx.metric.findMany({
    where: {
      id: { in: spans.map(({ metricId }) => metricId) },
      thresholds: { not: Prisma.DbNull },
      archivedAt: null,
    },
    select: { id: true },
  });
  for (const { id } of judged) await sendJob(tx, thresholdsDueJob, { metric: id });
  await audit(tx, actor, {
    action: "samples.push",
    entity: "samples",
    entityId: spans[0]?.metric ?? "",
    data: {
      metrics: spans.slice(0, 50).map((span) => span.metric),
      ...(spans.length > 50 ? { furtherMetrics: spans.length - 50 } : {}),
      accepted,
      duplicates,
      rejected: rejected.length,
      from: new Date(Math.min(...spans.map((span) => span.from))).toISOString(),
      to: new Date(Math.max(...spans.map((span) => span.to))).toISOString(),
    },
  });
}

const hourMs = 3_600_000;

/** A raw statement's fault comes with the database's own code. */
function isUniqueViolation(error: unknown): boolean {
  return (
    error instanceof Prisma.PrismaClientKnownRequestError &&
    /23505|P2002/.test(`${error.code} ${JSON.stringify(error.meta ?? {})}`)
  );
}

function byIndex(a: Rejected, b: Rejected): number {
  return a.index - b.index;
}
