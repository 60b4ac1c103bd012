import type { z } from "zod";
import { canMoveChange, visibleChanges } from "#lib/changes/access.ts";
import { tellVerified } from "#lib/changes/commands/tell-verified.ts";
import { lacksReason, refusalOfMove, type ShownOutcome, type Status } from "#lib/changes/model.ts";
import { getChange, noSuchChange } from "#lib/changes/queries.ts";
import { type Change, changeMoveSchema } from "#lib/changes/schema.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize, may } from "#lib/core/access/authorize.ts";
import { AppError, invalid } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";
import { type Tx, transaction } from "#lib/server/db.ts";

/** Moves a change to another status. Throws CONFLICT with the reason when the move is not allowed. */
export async function moveChange(actor: Actor, input: unknown): Promise<Change> {
  authorize(actor, "change.move");
  const move = parse(changeMoveSchema, input);
  await transaction((tx) => moveIn(tx, actor, move));
  return getChange(actor, { number: move.number });
}

/** The write alone, inside a transaction that writes more. */
export async function moveIn(tx: Tx, actor: Actor, asked: z.output<typeof changeMoveSchema>): Promise<void> {
  const { number, status, reason: given } = asked;
  const reason = given?.trim() || null;
  await tx.$queryRaw`SELECT 1 FROM "Change" WHERE "number" = ${number} FOR UPDATE`;
  const row = await tx.change.findFirst({ where: { AND: [{ number }, visibleChanges(actor)] } });
  if (!row || !canMoveChange(actor, row)) throw noSuchChange(number);
  const from = row.status as Status;
  if (from === status) return;
  const context = {
    outcome: row.outcome as ShownOutcome,
    hasMeasurement: row.primaryMeasurementId !== null,
    mayOverride: may(actor, "change.override"),
  };
  const move = { from, to: status, reason };
  const refusal = refusalOfMove(move, context);
  if (refusal && lacksReason(move, context)) throw invalid([{ path: "reason", message: refusal }]);
  if (refusal) throw new AppError("CONFLICT", refusal);
  const now = actingTime(actor);
  const appliedAt = row.appliedAt ?? (status === "applied" ? now : null);
  await tx.change.update({
    where: { id: row.id },
    data: {
      status,
      statusReason: reason,
      overridden: status === "verified" && row.outcome !== "improved",
      publishedAt: row.publishedAt ?? (status === "abandoned" ? null : now),
      appliedAt,
      happenedAt: appliedAt ?? row.happenedAt,
      version: { increment: 1 },
    },
  });
  await tellVerified(tx, { number, from, to: status, outcome: context.outcome });
  await audit(tx, actor, {
    action: "change.move",
    entity: "change",
    entityId: row.id,
    data: { number, from, to: status, reason },
  });
}
