import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError, invalid } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { quarterLabel } from "#lib/core/time.ts";
import { deciderOf } from "#lib/reviews/commands/lock-review.ts";
import { refusalOfStatement } from "#lib/reviews/model.ts";
import {
  dayOfBeginning,
  isSealed,
  statedNow,
  statementFields,
  statementOf,
} from "#lib/reviews/queries/statements.ts";
import { type Statement, stateQuarterSchema } from "#lib/reviews/schema.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";
import { type Tx, transaction } from "#lib/server/db.ts";
import { fiscalCalendar } from "#lib/users/queries.ts";

/**
 * States in a person's own words what a quarter amounts to, or takes that back (no words), with the reason. It adds a
 * row; the computed sentence stays beside it. CONFLICT once the quarter's review is signed: it is reopened first.
 */
export async function stateQuarter(actor: Actor, input: unknown): Promise<Statement> {
  authorize(actor, "quarter.state");
  const { quarter, words, reason } = parse(stateQuarterSchema, input);
  const person = deciderOf(actor);
  const calendar = await fiscalCalendar();
  return transaction(async (tx) => {
    await lockQuarter(tx, quarter);
    const now = actingTime(actor);
    const beginsOn = dayOfBeginning(quarter, calendar, now);
    const refusal = refusalOfStatement(quarter, { beginsOn, sealed: await isSealed(quarter, tx) });
    if (refusal && beginsOn) throw invalid([{ path: "quarter", message: refusal }]);
    if (refusal) throw new AppError("CONFLICT", refusal);
    const before = await statedNow(actor, quarter, tx);
    if (words === null && before === null) {
      const message = `Nothing is stated of ${quarterLabel(quarter)}: there is nothing to take back.`;
      throw new AppError("CONFLICT", message);
    }
    const row = await tx.quarterStatement.create({
      data: { quarter, words, reason, statedAt: now, statedById: person.userId, statedByName: person.name },
      select: statementFields,
    });
    await audit(tx, actor, {
      action: "quarter.state",
      entity: "quarter",
      entityId: quarter,
      data: { quarter, words, reason, before: before?.words ?? null },
    });
    return statementOf(row);
  });
}

/** One statement at a time, not while the review is opened, and after a signature that is under way. */
async function lockQuarter(tx: Tx, quarter: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${`review ${quarter}`}))::text`;
  await tx.$queryRaw`SELECT 1 FROM "Review" WHERE "quarter" = ${quarter} ORDER BY "version" DESC LIMIT 1 FOR UPDATE`;
}
