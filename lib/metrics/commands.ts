import type { Actor } from "#lib/core/access/actor.ts";
import { userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { defined } from "#lib/core/defined.ts";
import { differences } from "#lib/core/differences.ts";
import { AppError, invalid } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { getMetric, testRunOf } from "#lib/metrics/queries.ts";
import {
  type Metric,
  metricEditSchema,
  metricInputSchema,
  type TestRun,
  testRunInputSchema,
} from "#lib/metrics/schema.ts";
import { audit } from "#lib/server/audit.ts";
import { type Tx, transaction } from "#lib/server/db.ts";
import { refuseTaken } from "#lib/server/unique.ts";

/** Adds a metric to a system. Throws CONFLICT when the key is taken, INVALID for an unknown system. */
export async function createMetric(actor: Actor, input: unknown): Promise<Metric> {
  authorize(actor, "metric.create");
  const { system, ...fields } = parse(metricInputSchema, input);
  await refuseTaken("metric", fields.key, () =>
    transaction(async (tx) => {
      const systemId = await systemIdOf(tx, system);
      const row = await tx.metric.create({ data: { ...defined(fields), systemId }, select: { id: true } });
      await audit(tx, actor, {
        action: "metric.create",
        entity: "metric",
        entityId: row.id,
        data: { ...fields, system },
      });
    }),
  );
  return getMetric(actor, { key: fields.key });
}

/** Edits a metric. Unit, direction and kind cannot change once measurements rest on them: CONFLICT. */
export async function editMetric(actor: Actor, input: unknown): Promise<Metric> {
  authorize(actor, "metric.edit");
  const { key, archived, ...fields } = parse(metricEditSchema, input);
  await transaction(async (tx) => {
    const before = await tx.metric.findUnique({
      where: { key },
      include: { _count: { select: { measurements: true } } },
    });
    if (!before) throw new AppError("NOT_FOUND", `There is no metric with the key "${key}".`);
    const given = defined(fields);
    const changed = differences(before, given);
    const meaning = ["unit", "better", "kind"].filter((field) => field in changed);
    if (meaning.length > 0 && before._count.measurements > 0) {
      throw new AppError(
        "CONFLICT",
        `${before._count.measurements} measurements rest on the ${meaning.join(" and ")} of "${key}". Add a new metric instead.`,
      );
    }
    const archivedAt =
      archived === undefined ? before.archivedAt : archived ? (before.archivedAt ?? new Date()) : null;
    await tx.metric.update({ where: { key }, data: { ...given, archivedAt } });
    await audit(tx, actor, {
      action: "metric.edit",
      entity: "metric",
      entityId: before.id,
      data: JSON.parse(JSON.stringify({ key, changed, archived: archivedAt !== null })),
    });
  });
  return getMetric(actor, { key });
}

/** Notes a test run. Its result file is a later step. */
export async function recordTestRun(actor: Actor, input: unknown): Promise<TestRun> {
  authorize(actor, "test-run.create");
  const { system, ...fields } = parse(testRunInputSchema, input);
  return transaction(async (tx) => {
    const systemId = await systemIdOf(tx, system);
    const row = await tx.testRun.create({
      data: { ...fields, description: fields.description ?? "", systemId, recordedById: userIdOf(actor) },
      include: { system: { select: { key: true, name: true } } },
    });
    await audit(tx, actor, {
      action: "test-run.create",
      entity: "test-run",
      entityId: row.id,
      data: JSON.parse(JSON.stringify({ number: row.number, system, ...fields })),
    });
    return testRunOf(row);
  });
}

async function systemIdOf(tx: Tx, key: string): Promise<string> {
  const system = await tx.system.findUnique({ where: { key }, select: { id: true } });
  if (!system) {
    throw invalid([{ path: "system", message: `There is no system with the key "${key}". Add it first.` }]);
  }
  return system.id;
}
