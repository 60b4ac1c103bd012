import { namedRecords } from "#lib/changes/commands/named-records.ts";
import { setRoadmapItem } from "#lib/changes/commands/roadmap-link.ts";
import { statedColumns } from "#lib/changes/commands/stated-columns.ts";
import type { Status } from "#lib/changes/model.ts";
import { getChange } from "#lib/changes/queries.ts";
import { type Change, type ChangeInput, changeInputSchema } from "#lib/changes/schema.ts";
import { searchTextOf } from "#lib/changes/search-text.ts";
import { type Actor, isSimulating, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { invalid } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { teamColumns } from "#lib/core/team.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";
import { type Tx, transaction } from "#lib/server/db.ts";

/**
 * Records a change. It belongs to its system's team of now, unless it says another: a later reorganisation rewrites no review.
 * It is `applied` when it says when it was applied, else `planned`, unless a status is given.
 */
export async function recordChange(actor: Actor, input: unknown): Promise<Change> {
  authorize(actor, "change.record");
  const fields = parse(changeInputSchema, input);
  const number = await transaction((tx) => writeChange(tx, actor, fields));
  return getChange(actor, { number });
}

/** One change in the caller's own transaction, for verbs that record several at once. Answers its number. */
export async function writeChange(tx: Tx, actor: Actor, fields: ChangeInput): Promise<number> {
  const now = actingTime(actor);
  const status = statusOf(fields, now);
  const ids = await namedRecords(tx, { ...fields, guardrails: fields.guardrails ?? [] });
  const stated = await statedColumns(tx, actor, fields, { now });
  const team = fields.team === undefined ? (ids.systemTeam ?? null) : fields.team;
  const row = await tx.change.create({
    data: {
      title: fields.title,
      area: fields.area,
      practiceId: ids.practiceId ?? null,
      systemId: ids.systemId ?? "",
      ...teamColumns(team),
      description: fields.description ?? "",
      status,
      publishedAt: status === "draft" ? null : now,
      ...timesOf(fields),
      happenedAt: fields.appliedAt ?? fields.startedAt ?? now,
      rollbackPlan: fields.rollbackPlan ?? "",
      ownerId: ids.ownerId === undefined ? userIdOf(actor) : ids.ownerId,
      recordedById: userIdOf(actor),
      simulated: isSimulating(actor),
      createdAt: now,
      settings: fields.settings ?? [],
      ...(fields.evidence ? { evidence: fields.evidence } : {}),
      links: fields.links ?? [],
      ...predictionOf(fields, ids.predictedMetricId, now),
      ...stated,
      searchText: searchTextOf({
        title: fields.title,
        description: fields.description ?? "",
        settings: fields.settings ?? [],
        words: ids.words,
      }),
      guardrails: {
        create: (ids.guardrailIds ?? []).map((metricId, position) => ({ metricId, position })),
      },
    },
    select: { id: true, number: true },
  });
  if (ids.roadmapItemId) await setRoadmapItem(tx, row.id, ids.roadmapItemId, userIdOf(actor));
  await audit(tx, actor, {
    action: "change.record",
    entity: "change",
    entityId: row.id,
    data: JSON.parse(JSON.stringify({ number: row.number, ...fields, team, status })),
  });
  return row.number;
}

function statusOf(fields: ChangeInput, now: Date): Status {
  const status = fields.status ?? (fields.appliedAt && fields.appliedAt <= now ? "applied" : "planned");
  if (status === "applied" && !fields.appliedAt) {
    throw invalid([{ path: "appliedAt", message: "Say when it was applied." }]);
  }
  if (status === "applied" && fields.appliedAt && fields.appliedAt.getTime() > now.getTime() + 60_000) {
    throw invalid([
      { path: "appliedAt", message: "It cannot have been applied in the future. Record it as planned." },
    ]);
  }
  return status;
}

function timesOf(fields: ChangeInput) {
  return {
    startedAt: fields.startedAt ?? null,
    appliedAt: fields.appliedAt ?? null,
    rolloutStart: fields.rolloutStart ?? null,
    rolloutEnd: fields.rolloutEnd ?? null,
    settleSeconds: fields.settleSeconds ?? 0,
  };
}

function predictionOf(fields: ChangeInput, metricId: string | null | undefined, now: Date) {
  if (!fields.prediction || !metricId) return {};
  return {
    predictedMetricId: metricId,
    predictedLow: fields.prediction.low,
    predictedHigh: fields.prediction.high,
    predictedAt: now,
  };
}
