import { z } from "zod";
import { freezeMeasurement } from "#lib/changes/commands/freeze-measurement.ts";
import { optionsOf } from "#lib/changes/commands/verdict-options.ts";
import { fetchSeriesJob } from "#lib/changes/jobs.ts";
import { type MeasuredVerdict, measuredVerdict, type VerdictOptions } from "#lib/changes/measured-verdict.ts";
import { prometheusAnswer } from "#lib/changes/prometheus-answer.ts";
import { askedSeriesSchema } from "#lib/changes/schema.ts";
import {
  fullAt,
  nextLook,
  retryAfter,
  type SeriesPlan,
  seriesPlan,
  usualWindowSeconds,
} from "#lib/changes/series-plan.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { isAppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { sha256 } from "#lib/core/statistics/sha256.ts";
import { longestRange } from "#lib/metrics/longest-range.ts";
import { metricPoints } from "#lib/metrics/queries/metric-points.ts";
import { metricOf } from "#lib/metrics/queries.ts";
import type { MetricSource } from "#lib/metrics/schema.ts";
import { audit } from "#lib/server/audit.ts";
import { db, type Tx, transaction } from "#lib/server/db.ts";
import { writeText } from "#lib/server/files.ts";
import { sendJob } from "#lib/server/jobs/send-job.ts";

const nothingMeasured = "Nothing was measured in these windows.";
const inputSchema = z.strictObject({ id: z.uuid() });

/**
 * Reads the series that a measurement was asked from. While its window after the change fills, the verdict so far is
 * noted and it looks again; once full, the points become a kept file and the verdict is frozen. A source that fails is
 * tried again, later each time. Doing it twice does no more.
 */
export async function fetchSeries(
  actor: Actor,
  input: unknown,
  now = Date.now(),
): Promise<{ state: string }> {
  authorize(actor, "measurement.fetch");
  const { id } = parse(inputSchema, input);
  const row = await load(id);
  if (!row || row.state === "failed") return { state: "gone" };
  if (row.nextAt && row.nextAt.getTime() > now + 1_000) return { state: row.state };
  const plan = await planOf(row, now);
  if (!plan) return giveUp(actor, row, "The change has no time any more.", now);
  try {
    const { found, full } = await read(actor, row, plan, now);
    if (now < full) return await fill(row, plan, full, found, now);
    return found ? await freeze(actor, row, found) : await giveUp(actor, row, nothingMeasured, now);
  } catch (error) {
    if (!isAppError(error) || error.code === "INTERNAL") throw error;
    // What is wrong with the query or the source itself does not mend by waiting.
    const lasting = error.code === "INVALID" || error.code === "NOT_FOUND";
    return lasting ? giveUp(actor, row, error.message, now) : failed(actor, row, error.message, now);
  }
}

/** What is due, all of it: for jobs that were lost. */
export async function fetchDueSeries(actor: Actor): Promise<{ sent: number }> {
  authorize(actor, "measurement.fetch");
  return transaction(async (tx) => {
    const due = await tx.measurementFetch.findMany({
      where: { nextAt: { lt: new Date(Date.now() - 60_000) }, state: { not: "failed" } },
      orderBy: { nextAt: "asc" },
      take: 500,
      select: { id: true },
    });
    for (const { id } of due) await sendJob(tx, fetchSeriesJob, { id });
    return { sent: due.length };
  });
}

function load(id: string) {
  return db.measurementFetch.findUnique({
    where: { id },
    include: {
      change: true,
      metric: { include: { system: { select: { key: true, name: true } } } },
    },
  });
}

type Row = NonNullable<Awaited<ReturnType<typeof load>>>;

async function planOf({ change, metric, asked }: Row, now: number): Promise<SeriesPlan | null> {
  const { window = usualWindowSeconds } = parse(askedSeriesSchema, asked);
  const others = await db.change.findMany({
    where: {
      systemId: change.systemId,
      id: { not: change.id },
      publishedAt: { not: null },
      status: { notIn: ["draft", "planned", "in-progress", "abandoned"] },
      happenedAt: { lte: new Date(now) },
    },
    orderBy: { happenedAt: "desc" },
    take: 500,
    select: { number: true, rolloutStart: true, appliedAt: true },
  });
  const otherChanges = others.flatMap(({ number, rolloutStart, appliedAt }) => {
    const at = (rolloutStart ?? appliedAt)?.getTime();
    return at === undefined ? [] : [{ at, name: `C-${number}` }];
  });
  const source = metric.source as MetricSource | null;
  const mixes = source ? longestRange(source.query) : 0;
  return seriesPlan(
    { ...change, settleSeconds: Math.max(change.settleSeconds, mixes) },
    { windowSeconds: window, endedAt: await endOf(change), otherChanges },
  );
}

/** A window ends where the change was rolled back. */
async function endOf({ id, status }: { id: string; status: string }): Promise<Date | null> {
  if (status !== "rolled-back") return null;
  const event = await db.auditEvent.findFirst({
    where: {
      entity: "change",
      entityId: id,
      action: "change.move",
      data: { path: ["to"], equals: "rolled-back" },
    },
    orderBy: { position: "desc" },
    select: { at: true },
  });
  return event?.at ?? null;
}

type Found = { computed: MeasuredVerdict; options: VerdictOptions; text: string; name: string };

/** Null computed: nothing was measured in all that time. */
async function read(actor: Actor, { metric, asked }: Row, plan: SeriesPlan, now: number) {
  const until = Math.min(plan.until, now);
  const { points, labels } = await metricPoints(actor, {
    key: metric.key,
    from: new Date(plan.from),
    needFrom: new Date(plan.start - plan.longest),
    to: new Date(until),
  });
  const first = points.find((point) => point.value !== null)?.at ?? null;
  const full = fullAt(plan, first);
  if (first === null) return { found: null, full };
  const text = prometheusAnswer(labels, points);
  const name = `${metric.key}.json`;
  const { from: _, ...series } = { ...plan, until };
  const options = { ...optionsOf(parse(askedSeriesSchema, asked), metricOf(metric)), series };
  const computed = measuredVerdict({ before: [{ name, text, sha256: sha256(text) }], after: [] }, options);
  return { found: { computed, options, text, name }, full };
}

/** Frozen: the points become a kept file, the verdict a measurement of the same id. */
async function freeze(actor: Actor, row: Row, found: Found): Promise<{ state: string }> {
  return transaction(async (tx) => {
    const change = await lockedChange(tx, row);
    if (!change) return { state: "gone" };
    const file = await writeText(tx, { name: found.name, text: found.text, uploadedById: row.requestedById });
    const [format = ""] = found.computed.formats.before;
    await tx.measurementFetch.delete({ where: { id: row.id }, select: { id: true } });
    await freezeMeasurement(tx, actor, {
      id: row.id,
      change,
      metric: row.metric,
      computed: found.computed,
      options: found.options,
      inputs: [{ side: "series", position: 0, format, file }],
      recordedById: row.requestedById,
      series: { name: found.name, text: found.text },
    });
    return { state: "frozen" };
  });
}

async function fill(row: Row, plan: SeriesPlan, full: number, found: Found | null, now: number) {
  const nextAt = new Date(nextLook(plan, now, full));
  return note(row, {
    state: "filling",
    problem: null,
    failures: 0,
    triedAt: new Date(now),
    nextAt,
    fullAt: new Date(full),
    interim: found && JSON.stringify(found.computed.verdict),
  });
}

async function failed(actor: Actor, row: Row, problem: string, now: number) {
  const failures = row.failures + 1;
  const wait = retryAfter(failures);
  if (wait === null) return giveUp(actor, row, problem, now);
  const nextAt = new Date(now + wait);
  return note(row, { state: "failing", problem, failures, triedAt: new Date(now), nextAt });
}

/** Nobody looks again by itself; people see why, and may ask anew. */
async function giveUp(actor: Actor, row: Row, problem: string, now: number): Promise<{ state: string }> {
  return transaction(async (tx) => {
    if (!(await lockedChange(tx, row))) return { state: "gone" };
    const data = {
      state: "failed",
      problem,
      failures: row.failures + 1,
      triedAt: new Date(now),
      nextAt: null,
    };
    await tx.measurementFetch.update({ where: { id: row.id }, data, select: { id: true } });
    await audit(tx, actor, {
      action: "change.fetch-failed",
      entity: "change",
      entityId: row.changeId,
      data: { number: row.change.number, metric: row.metric.key, measurement: row.id, problem },
    });
    return { state: "failed" };
  });
}

type Note = { state: string; problem: string | null; failures: number; triedAt: Date; nextAt: Date };

/** How the fetching goes is no claim of anybody's: it leaves no audit event, only the next look. */
async function note(row: Row, data: Note & { fullAt?: Date; interim?: string | null }) {
  return transaction(async (tx) => {
    if (!(await lockedChange(tx, row))) return { state: "gone" };
    await tx.measurementFetch.update({ where: { id: row.id }, data, select: { id: true } });
    await sendJob(tx, fetchSeriesJob, { id: row.id }, { startAfter: data.nextAt });
    return { state: data.state };
  });
}

/** The change, locked, as long as this fetch is still under way: two workers that came to the same end take turns. */
async function lockedChange(tx: Tx, row: Row) {
  await tx.$queryRaw`SELECT 1 FROM "Change" WHERE "id" = ${row.changeId}::uuid FOR UPDATE`;
  const here = await tx.measurementFetch.findUnique({
    where: { id: row.id },
    select: { triedAt: true, change: true },
  });
  return here && here.triedAt?.getTime() === row.triedAt?.getTime() ? here.change : null;
}
