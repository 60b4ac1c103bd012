import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { defined } from "#lib/core/defined.ts";
import { differences } from "#lib/core/differences.ts";
import { AppError, invalid } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { teamColumns } from "#lib/core/team.ts";
import { audit } from "#lib/server/audit.ts";
import { type Tx, transaction } from "#lib/server/db.ts";
import { refuseTaken } from "#lib/server/unique.ts";
import { getObjective, getSystem } from "#lib/systems/queries.ts";
import {
  type Objective,
  objectiveEditSchema,
  objectiveInputSchema,
  type System,
  systemEditSchema,
  systemInputSchema,
} from "#lib/systems/schema.ts";

/** Adds a system. Throws CONFLICT when the key is taken. */
export async function createSystem(actor: Actor, input: unknown): Promise<System> {
  authorize(actor, "system.create");
  const fields = parse(systemInputSchema, input);
  await refuseTaken("system", fields.key, () =>
    transaction(async (tx) => {
      const row = await tx.system.create({
        data: {
          key: fields.key,
          name: fields.name,
          description: fields.description ?? "",
          ...teamColumns(fields.team ?? null),
        },
        select: { id: true },
      });
      await audit(tx, actor, {
        action: "system.create",
        entity: "system",
        entityId: row.id,
        data: { ...fields },
      });
    }),
  );
  return getSystem(actor, { key: fields.key });
}

/** Renames, describes, archives or brings back a system. Its key never changes. */
export async function editSystem(actor: Actor, input: unknown): Promise<System> {
  authorize(actor, "system.edit");
  const { key, archived, ...fields } = parse(systemEditSchema, input);
  await transaction(async (tx) => {
    const before = await tx.system.findUnique({ where: { key } });
    if (!before) throw new AppError("NOT_FOUND", `There is no system with the key "${key}".`);
    const after = { ...defined(fields), ...archivedAt(archived, before.archivedAt) };
    const changed = differences(before, after);
    if (Object.keys(changed).length === 0) return;
    const team = after.team === undefined ? {} : teamColumns(after.team);
    await tx.system.update({ where: { key }, data: { ...after, ...team } });
    await audit(tx, actor, {
      action: "system.edit",
      entity: "system",
      entityId: before.id,
      data: JSON.parse(JSON.stringify({ key, changed })),
    });
  });
  return getSystem(actor, { key });
}

/** Adds an objective with its targets. Throws CONFLICT when the key is taken, INVALID for an unknown metric. */
export async function createObjective(actor: Actor, input: unknown): Promise<Objective> {
  authorize(actor, "objective.create");
  const { targets = [], ...fields } = parse(objectiveInputSchema, input);
  await refuseTaken("objective", fields.key, () =>
    transaction(async (tx) => {
      const row = await tx.objective.create({
        data: { ...fields, description: fields.description ?? "" },
        select: { id: true },
      });
      await setTargets(tx, row.id, targets);
      await audit(tx, actor, {
        action: "objective.create",
        entity: "objective",
        entityId: row.id,
        data: JSON.parse(JSON.stringify({ ...fields, targets })),
      });
    }),
  );
  return getObjective(actor, { key: fields.key });
}

/** Edits an objective; `targets`, when given, replaces them all. */
export async function editObjective(actor: Actor, input: unknown): Promise<Objective> {
  authorize(actor, "objective.edit");
  const { key, targets, archived, ...fields } = parse(objectiveEditSchema, input);
  await transaction(async (tx) => {
    const before = await tx.objective.findUnique({ where: { key } });
    if (!before) throw new AppError("NOT_FOUND", `There is no objective with the key "${key}".`);
    const after = { ...defined(fields), ...archivedAt(archived, before.archivedAt) };
    await tx.objective.update({ where: { key }, data: after });
    if (targets) await setTargets(tx, before.id, targets);
    await audit(tx, actor, {
      action: "objective.edit",
      entity: "objective",
      entityId: before.id,
      data: JSON.parse(
        JSON.stringify({ key, changed: differences(before, after), ...(targets ? { targets } : {}) }),
      ),
    });
  });
  return getObjective(actor, { key });
}

type TargetFields = { metric: string; value: number; dueAt?: Date | null };

async function setTargets(tx: Tx, objectiveId: string, targets: TargetFields[]): Promise<void> {
  const metrics = await tx.metric.findMany({
    where: { key: { in: targets.map((target) => target.metric) } },
    select: { id: true, key: true },
  });
  const ids = new Map(metrics.map((metric) => [metric.key, metric.id]));
  const faults = targets.flatMap((target, index) =>
    ids.has(target.metric)
      ? []
      : [{ path: `targets.${index}.metric`, message: `There is no metric with the key "${target.metric}".` }],
  );
  if (faults.length > 0) throw invalid(faults);
  await tx.target.deleteMany({ where: { objectiveId } });
  await tx.target.createMany({
    data: targets.map((target) => ({
      objectiveId,
      metricId: ids.get(target.metric) ?? "",
      value: target.value,
      dueAt: target.dueAt ?? null,
    })),
  });
}

function archivedAt(archived: boolean | undefined, before: Date | null) {
  if (archived === undefined) return {};
  return { archivedAt: archived ? (before ?? new Date()) : null };
}
