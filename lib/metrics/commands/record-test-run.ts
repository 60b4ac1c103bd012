import { type Actor, isSimulating, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { systemIdOf } from "#lib/metrics/commands/system-id.ts";
import { testRunOf } from "#lib/metrics/queries.ts";
import { type TestRun, testRunInputSchema } from "#lib/metrics/schema.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";
import { transaction } from "#lib/server/db.ts";

/** Notes a test run. Its result file is a later step. */
export async function recordTestRun(actor: Actor, input: unknown): Promise<TestRun> {
  authorize(actor, "test-run.create");
  const { system, ...fields } = parse(testRunInputSchema, input);
  return transaction(async (tx) => {
    const systemId = await systemIdOf(tx, system);
    const row = await tx.testRun.create({
      data: {
        ...fields,
        description: fields.description ?? "",
        systemId,
        recordedById: userIdOf(actor),
        simulated: isSimulating(actor),
        createdAt: actingTime(actor),
      },
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
