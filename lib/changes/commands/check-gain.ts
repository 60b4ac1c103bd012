import { z } from "zod";
import { afterWindow, checkGain } from "#lib/changes/gain-check.ts";
import { keptPercent } from "#lib/changes/gain-kept.ts";
import { checkGainJob, gainFadingJob, gainLostJob } from "#lib/changes/jobs.ts";
import type { VerdictOptions } from "#lib/changes/measured-verdict.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { isAppError } from "#lib/core/errors.ts";
import { seriesOfFile } from "#lib/core/evidence/series-of-file.ts";
import { parse } from "#lib/core/parse.ts";
import type { GainWatch } from "#lib/core/statistics/gain-watch.ts";
import { rounded } from "#lib/core/statistics/rounding.ts";
import { metricPoints } from "#lib/metrics/queries/metric-points.ts";
import { audit } from "#lib/server/audit.ts";
import { db, type Tx, transaction } from "#lib/server/db.ts";
import { readFileText } from "#lib/server/files.ts";
import { sendJob } from "#lib/server/jobs/send-job.ts";
import { notify } from "#lib/users/commands/notify.ts";

const inputSchema = z.strictObject({ id: z.uuid() });
const hour = 3_600_000;
const mostTries = 12;

/**
 * Checks whether a proven gain still stands, at its time and once. A gain that fades or is lost is told to its owner; a
 * lost one reopens the change. A source that does not answer is asked again, for half a day.
 */
export async function checkChangeGain(
  actor: Actor,
  input: unknown,
  now = Date.now(),
): Promise<{ state: string }> {
  authorize(actor, "watch.check");
  const { id } = parse(inputSchema, input);
  const row = await load(id);
  if (row?.state !== "due" || row.dueAt.getTime() > now) return { state: row?.state ?? "gone" };
  if (row.change.primaryMeasurementId !== row.measurementId) {
    return conclude(actor, row, null, "A later measurement decides now.", now);
  }
  try {
    const found = await compute(actor, row);
    // A share without any bound says nothing, whatever it is.
    const told = found && (found.low !== null || found.high !== null) ? found : null;
    return conclude(actor, row, told, told ? null : "Too little was measured to tell.", now);
  } catch (error) {
    if (!isAppError(error) || error.code === "INTERNAL") throw error;
    if (error.code !== "UNAVAILABLE" || row.tries >= mostTries)
      return conclude(actor, row, null, error.message, now);
    return again(row, error.message, now);
  }
}

function load(id: string) {
  return db.watchCheck.findUnique({
    where: { id },
    include: {
      change: true,
      measurement: {
        select: {
          options: true,
          metric: { select: { key: true, name: true } },
          inputs: { select: { name: true, fileId: true } },
        },
      },
    },
  });
}

type Row = NonNullable<Awaited<ReturnType<typeof load>>>;

async function compute(actor: Actor, { measurement, dueAt }: Row): Promise<GainWatch | null> {
  const options = measurement.options as unknown as VerdictOptions;
  const [input] = measurement.inputs;
  if (!options.series || !input) return null;
  const text = await readFileText(db, input.fileId);
  const frozen = seriesOfFile({ name: input.name, text, sha256: "" }, {});
  const window = afterWindow(frozen, options.series);
  if (!window) return null;
  const { points } = await metricPoints(actor, {
    key: measurement.metric.key,
    from: new Date(dueAt.getTime() - window.length),
    to: dueAt,
  });
  const { series, better, kind, minimumEffect } = options;
  return checkGain({ frozen, series, now: points, better, kind, minimumEffect });
}

async function conclude(
  actor: Actor,
  row: Row,
  found: GainWatch | null,
  problem: string | null,
  now: number,
) {
  const state = found?.state ?? "unclear";
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Change" WHERE "id" = ${row.changeId}::uuid FOR UPDATE`;
    const { count } = await tx.watchCheck.updateMany({
      where: { id: row.id, state: "due" },
      data: {
        state,
        kept: rounded(found?.kept ?? null),
        low: rounded(found?.low ?? null),
        high: rounded(found?.high ?? null),
        problem,
        checkedAt: new Date(now),
      },
    });
    if (count === 0) return { state: "gone" };
    await audit(tx, actor, {
      action: "change.watch",
      entity: "change",
      entityId: row.changeId,
      data: {
        number: row.change.number,
        metric: row.measurement.metric.key,
        days: row.days,
        state,
        kept: rounded(found?.kept ?? null),
        ...(problem === null ? {} : { problem }),
      },
    });
    if (found && found.state !== "holding") await tell(tx, actor, row, found, now);
    return { state };
  });
}

async function tell(tx: Tx, actor: Actor, row: Row, { state, kept }: GainWatch, now: number): Promise<void> {
  const { change, days, measurement } = row;
  const left = `${keptPercent(Math.max(0, kept))} of the gain in ${measurement.metric.name} is left after ${days} days`;
  const owner = change.ownerId ?? change.recordedById;
  await notify(tx, {
    userIds: owner === null ? [] : [owner],
    event: "gain.lost",
    key: `gain ${row.id}`,
    title:
      state === "lost"
        ? `The gain of C-${change.number} is lost`
        : `The gain of C-${change.number} is fading`,
    body: `${change.title}: ${left}.${state === "lost" ? " The change is open again." : ""}`,
    path: `/changes/${change.number}`,
  });
  const reason = `${left}.`;
  const news = { check: row.id, change: change.number, reason, startsAt: new Date(now).toISOString() };
  if (state !== "lost") return sendJob(tx, gainFadingJob, news);
  if (change.status === "verified") {
    await tx.change.update({
      where: { id: change.id },
      data: { status: "measuring", statusReason: reason, overridden: false, version: { increment: 1 } },
    });
    await audit(tx, actor, {
      action: "change.move",
      entity: "change",
      entityId: change.id,
      data: { number: change.number, from: "verified", to: "measuring", reason },
    });
  }
  await sendJob(tx, gainLostJob, news);
}

async function again(row: Row, problem: string, now: number): Promise<{ state: string }> {
  return transaction(async (tx) => {
    const data = { problem, tries: { increment: 1 } };
    await tx.watchCheck.update({ where: { id: row.id }, data, select: { id: true } });
    await sendJob(tx, checkGainJob, { id: row.id }, { startAfter: new Date(now + hour) });
    return { state: "due" };
  });
}
