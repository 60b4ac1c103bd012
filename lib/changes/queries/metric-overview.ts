import { z } from "zod";
import { visibleChanges } from "#lib/changes/access.ts";
import { type MetricControls, metricControls } from "#lib/changes/metric-controls.ts";
import { type MetricShift, shiftsIn } from "#lib/changes/queries/metric-shifts.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { key } from "#lib/core/fields.ts";
import { parse } from "#lib/core/parse.ts";
import { type MetricHistory, metricHistory } from "#lib/metrics/queries/metric-history.ts";
import { getMetric } from "#lib/metrics/queries.ts";
import { db } from "#lib/server/db.ts";

const inputSchema = z.strictObject({ key });
const overviewSchema = inputSchema.extend({
  /** Of a metric with a source: how far back, and up to when. */
  days: z.number().int().min(1).max(3_660).optional(),
  until: z.date().optional(),
});

export type MetricOverview = {
  history: MetricHistory;
  shifts: MetricShift[];
  changes: { number: number; title: string; at: string }[];
  /** The nearest target that an objective sets for it. */
  target: { value: number; objective: string; objectiveName: string; dueAt: string | null } | null;
};

/** A metric's history with all that is recorded about it. Throws what keeps its source from answering. */
export async function metricOverview(actor: Actor, input: unknown): Promise<MetricOverview> {
  authorize(actor, "shift.view");
  const { key, ...span } = parse(overviewSchema, input);
  const history = await metricHistory(actor, { key, ...span });
  const [shifts, changes, target] = await Promise.all([
    shiftsIn(actor, key, history),
    changesOf(actor, key),
    targetOf(key),
  ]);
  return { history, shifts, changes, target };
}

/** What the metric's own history says where nothing was changed, and with an effect put in. */
export async function controlsOf(actor: Actor, input: unknown): Promise<MetricControls | null> {
  authorize(actor, "shift.view");
  const { key } = parse(inputSchema, input);
  const metric = await getMetric(actor, { key });
  const history = await metricHistory(actor, { key, most: 5_000 });
  const shifts = await shiftsIn(actor, key, history);
  const changes = await changesOf(actor, key);
  const events = [...shifts, ...changes].map(({ at }) => Date.parse(at));
  return metricControls(metric, history.points, events);
}

async function changesOf(actor: Actor, metric: string): Promise<MetricOverview["changes"]> {
  const rows = await db.change.findMany({
    where: {
      AND: [
        visibleChanges(actor),
        { system: { metrics: { some: { key: metric } } } },
        { status: { notIn: ["draft", "planned", "in-progress", "abandoned"] } },
      ],
    },
    orderBy: { happenedAt: "desc" },
    take: 200,
    select: { number: true, title: true, rolloutStart: true, appliedAt: true },
  });
  return rows.flatMap(({ number, title, rolloutStart, appliedAt }) => {
    const at = rolloutStart ?? appliedAt;
    return at ? [{ number, title, at: at.toISOString() }] : [];
  });
}

async function targetOf(metric: string): Promise<MetricOverview["target"]> {
  const row = await db.target.findFirst({
    where: { metric: { key: metric } },
    orderBy: [{ dueAt: { sort: "asc", nulls: "last" } }],
    select: { value: true, dueAt: true, objective: { select: { key: true, name: true } } },
  });
  return row
    ? {
        value: row.value,
        objective: row.objective.key,
        objectiveName: row.objective.name,
        dueAt: row.dueAt?.toISOString() ?? null,
      }
    : null;
}
