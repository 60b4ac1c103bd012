import { z } from "zod";
import { askForSeries } from "#lib/changes/commands/ask-for-series.ts";
import { freezeMeasurement } from "#lib/changes/commands/freeze-measurement.ts";
import { optionsOf } from "#lib/changes/commands/verdict-options.ts";
import { fetchSeriesJob } from "#lib/changes/jobs.ts";
import { type MeasuredVerdict, measuredVerdict, type VerdictOptions } from "#lib/changes/measured-verdict.ts";
import { isCutShort, type NamedChange, sharedRollouts } from "#lib/changes/overlap.ts";
import { prometheusAnswer } from "#lib/changes/prometheus-answer.ts";
import { askedSeriesSchema } from "#lib/changes/schema.ts";
import {
  type ChangeTimes,
  fullAt,
  nextLook,
  retryAfter,
  type SeriesPlan,
  seriesPlan,
  startOf,
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
  const place = await placeOf(row, now);
  const alone = planOf(place.own, place.others, place);
  if (!alone) return giveUp(actor, row, "The change has no time any more.", now);
  try {
    const { found, full, plan } = await readTogether(actor, row, place, alone, now);
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
      metric: {
        include: {
          system: { select: { key: true, name: true } },
          owner: { select: { name: true, email: true } },
        },
      },
    },
  });
}

type Row = NonNullable<Awaited<ReturnType<typeof load>>>;

type Place = {
  own: NamedChange;
  /** Other changes to the same system. */
  others: NamedChange[];
  windowSeconds: number;
  endedAt: Date | null;
  /** How long the source's query mixes times: that settles, too. */
  mixes: number;
};

async function placeOf({ change, metric, asked }: Row, now: number): Promise<Place> {
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
    select: { number: true, rolloutStart: true, rolloutEnd: true, appliedAt: true, settleSeconds: true },
  });
  const source = metric.source as MetricSource | null;
  return {
    own: { ...change, name: `C-${change.number}` },
    others: others.map((other) => ({ ...other, name: `C-${other.number}` })),
    windowSeconds: window,
    endedAt: await endOf(change),
    mixes: source ? longestRange(source.query) : 0,
  };
}

function planOf(times: ChangeTimes, others: NamedChange[], place: Place): SeriesPlan | null {
  const settleSeconds = Math.max(times.settleSeconds, place.mixes);
  return seriesPlan({ ...times, settleSeconds }, { ...place, otherChanges: others.flatMap(namedStart) });
}

function namedStart(change: NamedChange): { at: number; name: string }[] {
  const at = startOf(change);
  return at === null ? [] : [{ at, name: change.name }];
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

type Reading = { found: Found | null; full: number; plan: SeriesPlan };

/**
 * Reads around the change alone. Where other changes cut its windows too short to say anything, it is looked at together
 * with the nearest of them, unless one of those can be told by itself.
 */
async function readTogether(
  actor: Actor,
  row: Row,
  place: Place,
  plan: SeriesPlan,
  now: number,
): Promise<Reading> {
  const alone = await read(actor, row, plan, now);
  if (now < alone.full || !alone.found || !isCutShort(alone.found.computed.verdict)) return alone;
  for (const { times, members, apart } of sharedRollouts(place.own, place.others, plan.longest)) {
    const joint = planOf(times, apart, place);
    if (!joint) continue;
    const together = await read(actor, row, { ...joint, sharedWith: members.flatMap(namedStart) }, now);
    if (now < together.full) return together;
    const { found } = together;
    if (!found || isCutShort(found.computed.verdict)) continue;
    const all = [place.own, ...place.others];
    const standsAlone = members.some((member) => {
      const own = planOf(
        member,
        all.filter((other) => other !== member),
        place,
      );
      return own !== null && !isCutShort(verdictOn(row, found.text, own, now).computed.verdict);
    });
    if (!standsAlone) return together;
  }
  return alone;
}

/** Null found: nothing was measured in all that time. */
async function read(actor: Actor, row: Row, plan: SeriesPlan, now: number): Promise<Reading> {
  const { points, labels } = await metricPoints(actor, {
    key: row.metric.key,
    from: new Date(plan.from),
    needFrom: new Date(plan.start - plan.longest),
    to: new Date(Math.min(plan.until, now)),
  });
  const first = points.find((point) => point.value !== null)?.at ?? null;
  const full = fullAt(plan, first);
  if (first === null) return { found: null, full, plan };
  return { found: verdictOn(row, prometheusAnswer(labels, points), plan, now), full, plan };
}

function verdictOn({ metric, asked }: Row, text: string, plan: SeriesPlan, now: number): Found {
  const name = `${metric.key}.json`;
  const { from: _, ...series } = { ...plan, until: Math.min(plan.until, now) };
  const options = { ...optionsOf(parse(askedSeriesSchema, asked), metricOf(metric)), series };
  const computed = measuredVerdict({ before: [{ name, text, sha256: sha256(text) }], after: [] }, options);
  return { computed, options, text, name };
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
    await askMembers(tx, actor, row, found.options.series?.sharedWith ?? []);
    return { state: "frozen" };
  });
}

/** Members of a roll-out that were measured before it was looked at as one are measured again, each by its own metric. */
async function askMembers(tx: Tx, actor: Actor, row: Row, members: { name: string }[]): Promise<void> {
  if (members.length === 0) return;
  const shared = await tx.change.findMany({
    where: {
      number: { in: members.map(({ name }) => Number(name.slice(2))) },
      primaryMeasurement: { grade: "series" },
    },
    select: {
      id: true,
      number: true,
      primaryMeasurement: { select: { options: true, metric: { select: { id: true, key: true } } } },
      fetches: { where: { state: { not: "failed" } }, select: { metricId: true } },
    },
  });
  for (const { id, number, primaryMeasurement, fetches } of shared) {
    if (!primaryMeasurement) continue;
    const { metric } = primaryMeasurement;
    const options = primaryMeasurement.options as unknown as VerdictOptions;
    if (options.series?.sharedWith?.some(({ name }) => name === `C-${row.change.number}`)) continue;
    if (fetches.some(({ metricId }) => metricId === metric.id)) continue;
    const about = { changeId: id, number, metric, asked: row.asked ?? {} };
    await askForSeries(tx, actor, { ...about, requestedById: row.requestedById });
  }
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
