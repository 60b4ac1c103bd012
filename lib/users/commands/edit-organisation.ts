import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { defined } from "#lib/core/defined.ts";
import { differences } from "#lib/core/differences.ts";
import { invalid } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { audit } from "#lib/server/audit.ts";
import { type Tx, transaction } from "#lib/server/db.ts";
import { refuseTokens } from "#lib/users/access.ts";
import { getOrganisation } from "#lib/users/queries.ts";
import { type Organisation, organisationEditSchema } from "#lib/users/schema.ts";

/** Changes the organisation's name, time zone, fiscal year or currency. Quarters are counted anew from then on. */
export async function editOrganisation(actor: Actor, input: unknown): Promise<Organisation> {
  authorize(actor, "organisation.edit");
  refuseTokens(actor);
  const after = defined(parse(organisationEditSchema, input));
  await transaction(async (tx) => {
    await tx.organisation.createMany({
      data: [{ id: 1, name: "Optimization Portal" }],
      skipDuplicates: true,
    });
    await tx.$queryRaw`SELECT 1 FROM "Organisation" WHERE "id" = 1 FOR UPDATE`;
    const before = await tx.organisation.findUniqueOrThrow({ where: { id: 1 } });
    const changed = differences(before, after);
    if (Object.keys(changed).length === 0) return;
    if ("currency" in changed) await refuseOtherCurrency(tx, before.currency);
    await tx.organisation.update({ where: { id: 1 }, data: after, select: { id: true } });
    await audit(tx, actor, {
      action: "organisation.edit",
      entity: "organisation",
      entityId: "1",
      data: JSON.parse(JSON.stringify({ changed })),
    });
  });
  return getOrganisation(actor);
}

/** An amount in another currency is another amount: nobody meant 1,200 euros as 1,200 yen. */
async function refuseOtherCurrency(tx: Tx, currency: string | null): Promise<void> {
  const stating = await tx.change.findFirst({ where: { currency: { not: null } }, select: { number: true } });
  if (!stating) return;
  const message = `Amounts are stated in ${currency}, by C-${stating.number} for one. Take them off the changes first; the list of changes finds them by what they state.`;
  throw invalid([{ path: "currency", message }]);
}
