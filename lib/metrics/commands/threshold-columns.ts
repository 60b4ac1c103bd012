import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { invalid } from "#lib/core/errors.ts";
import type { Better } from "#lib/core/statistics/verdict.ts";
import type { Thresholds } from "#lib/metrics/schema.ts";
import type { Tx } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/prisma/client.ts";

type Given = { thresholds?: Thresholds | null | undefined; owner?: string | null | undefined };
type Known = { better: Better; thresholds: Thresholds | null; ownerId: string | null };
type Columns = { thresholds?: Thresholds | typeof Prisma.DbNull; ownerId?: string | null };

/**
 * The columns for a metric's thresholds and for who hears of them: nothing where nothing was given. Whoever sets the first
 * ones hears of them until somebody else is named.
 */
export async function thresholdColumns(tx: Tx, actor: Actor, given: Given, metric: Known): Promise<Columns> {
  const { thresholds, owner } = given;
  const valid = thresholds === undefined ? metric.thresholds : thresholds;
  if (valid) refuseCrossed(valid, metric.better);
  const setter = thresholds && owner === undefined && metric.ownerId === null ? userIdOf(actor) : undefined;
  const ownerId = owner === undefined ? setter : await idOf(tx, owner);
  return {
    ...(thresholds === undefined ? {} : { thresholds: thresholds ?? Prisma.DbNull }),
    ...(ownerId === undefined ? {} : { ownerId }),
  };
}

function refuseCrossed({ warn, critical }: Thresholds, better: Better): void {
  if (warn === null || critical === null) return;
  if (better === "lower" ? warn < critical : warn > critical) return;
  const message =
    better === "lower"
      ? "Lower is better here, so the critical value must lie above the one to warn at."
      : "Higher is better here, so the critical value must lie below the one to warn at.";
  throw invalid([{ path: "thresholds.critical", message }]);
}

async function idOf(tx: Tx, email: string | null): Promise<string | null> {
  if (email === null) return null;
  const person = await tx.user.findUnique({ where: { email: email.toLowerCase() }, select: { id: true } });
  if (person) return person.id;
  throw invalid([{ path: "owner", message: `Nobody here has the e-mail address "${email}".` }]);
}
