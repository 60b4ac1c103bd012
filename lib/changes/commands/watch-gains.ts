import { gainAlarm } from "#lib/changes/gain-alarm.ts";
import { afterWindow } from "#lib/changes/gain-check.ts";
import { checkGainJob } from "#lib/changes/jobs.ts";
import type { VerdictOptions } from "#lib/changes/measured-verdict.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { isAppError } from "#lib/core/errors.ts";
import { seriesOfFile } from "#lib/core/evidence/series-of-file.ts";
import { metricPoints } from "#lib/metrics/queries/metric-points.ts";
import { audit } from "#lib/server/audit.ts";
import { db, transaction } from "#lib/server/db.ts";
import { readFileText } from "#lib/server/files.ts";
import { sendJob } from "#lib/server/jobs/send-job.ts";
import { log } from "#lib/server/log.ts";

const day = 86_400_000;
const atOnce = 500;
/** After a check the next may be asked for a week later, when its window holds new points only. */
const pause = 7 * day;

/**
 * Looks at every gain that is still watched: where the level has turned worse and stayed so, it is checked at once and
 * not only at the next fixed day. A source that does not answer is asked again the next time.
 */
export async function watchGains(actor: Actor, now = Date.now()): Promise<{ checks: number }> {
  authorize(actor, "watch.check");
  const waiting = await watched(now);
  let checks = 0;
  for (const row of waiting) {
    try {
      if (await askedEarly(actor, row, now)) checks += 1;
    } catch (error) {
      if (!isAppError(error) || error.code === "INTERNAL") throw error;
      log.warn("gain.not-watched", { change: row.change.number, problem: error.message });
    }
  }
  return { checks };
}

function watched(now: number) {
  return db.watchCheck.findMany({
    where: {
      state: "due",
      dueAt: { gt: new Date(now) },
      change: { status: "verified" },
      measurement: {
        primaryOf: { isNot: null },
        watchChecks: { none: { dueAt: { gt: new Date(now - pause), lte: new Date(now) } } },
      },
    },
    distinct: ["measurementId"],
    orderBy: { dueAt: "asc" },
    take: atOnce,
    select: {
      measurementId: true,
      changeId: true,
      change: { select: { number: true } },
      measurement: {
        select: {
          options: true,
          metric: { select: { key: true } },
          inputs: { select: { name: true, fileId: true } },
          watchChecks: { where: { state: { not: "due" } }, select: { state: true, dueAt: true } },
        },
      },
    },
  });
}

type Row = Awaited<ReturnType<typeof watched>>[number];

async function askedEarly(actor: Actor, row: Row, now: number): Promise<boolean> {
  const { series, better } = row.measurement.options as unknown as VerdictOptions;
  const [input] = row.measurement.inputs;
  if (!series || !input) return false;
  const text = await readFileText(db, input.fileId);
  const frozen = seriesOfFile({ name: input.name, text, sha256: "" }, {});
  const window = afterWindow(frozen, series);
  const days = window ? Math.floor((now - window.end) / day) : 0;
  if (!window || days < 1) return false;
  const { key } = row.measurement.metric;
  const { points } = await metricPoints(actor, { key, from: new Date(window.end), to: new Date(now) });
  const since = gainAlarm({ frozen, series, later: points, better });
  if (since === null || row.measurement.watchChecks.some((check) => hasSeen(check, since))) return false;
  return ask(actor, row, { days, since, now });
}

/** A check found the loss, or its whole window lay after it and it found none that matters. */
function hasSeen(check: { state: string; dueAt: Date }, since: Date): boolean {
  const found = check.state === "fading" || check.state === "lost";
  return check.dueAt.getTime() > since.getTime() + (found ? 0 : pause);
}

function ask(actor: Actor, row: Row, { days, since, now }: { days: number; since: Date; now: number }) {
  const { measurementId, changeId } = row;
  return transaction(async (tx) => {
    const [check] = await tx.watchCheck.createManyAndReturn({
      data: [{ measurementId, changeId, days, dueAt: new Date(now) }],
      skipDuplicates: true,
      select: { id: true },
    });
    if (!check) return false;
    await sendJob(tx, checkGainJob, { id: check.id });
    await audit(tx, actor, {
      action: "change.watch-early",
      entity: "change",
      entityId: changeId,
      data: {
        number: row.change.number,
        metric: row.measurement.metric.key,
        since: since.toISOString(),
        days,
      },
    });
    return true;
  });
}
