import { statedRefusals, statesMoney } from "#lib/changes/stated-refusals.ts";
import type { Stated } from "#lib/changes/worth.ts";
import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { invalid } from "#lib/core/errors.ts";
import type { Tx } from "#lib/server/db.ts";

type WithBasis = Stated & { savingBasis: string | null };

const nothing: WithBasis = {
  effortDays: null,
  spentOnce: null,
  runningCostPerYear: null,
  savingPerYear: null,
  savingBasis: null,
};

/**
 * The columns of what a change states of its cost and benefit after an edit, with who stated the saving. Nothing where
 * the edit says nothing of it. A saving that is taken away takes its basis along.
 */
export async function statedColumns(
  tx: Tx,
  actor: Actor,
  edit: Partial<WithBasis>,
  { before = nothing, now }: { before?: WithBasis; now: Date },
) {
  const given = Object.fromEntries(
    Object.keys(nothing).flatMap((name) => {
      const value = edit[name as keyof WithBasis];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  if (Object.keys(given).length === 0) return {};
  const dropped = edit.savingPerYear === null && edit.savingBasis === undefined ? { savingBasis: null } : {};
  const stated: WithBasis = { ...before, ...given, ...dropped };
  const currency = statesMoney(stated) ? await currencyIn(tx) : null;
  const faults = statedRefusals(stated, currency);
  if (faults.length > 0) throw invalid(faults);
  const restated = stated.savingPerYear !== before.savingPerYear || stated.savingBasis !== before.savingBasis;
  const by = stated.savingPerYear === null ? null : userIdOf(actor);
  return {
    ...stated,
    currency,
    ...(restated ? { savingStatedById: by, savingStatedAt: stated.savingPerYear === null ? null : now } : {}),
  };
}

/** Held until the end of the transaction: meanwhile nobody makes other amounts of these by another currency. */
async function currencyIn(tx: Tx): Promise<string | null> {
  const rows = await tx.$queryRaw<{ currency: string | null }[]>`
    SELECT "currency" FROM "Organisation" WHERE "id" = 1 FOR SHARE`;
  return rows[0]?.currency ?? null;
}
