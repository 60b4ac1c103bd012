import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { defined } from "#lib/core/defined.ts";
import { differences } from "#lib/core/differences.ts";
import { parse } from "#lib/core/parse.ts";
import { audit } from "#lib/server/audit.ts";
import { transaction } from "#lib/server/db.ts";
import { refuseTokens } from "#lib/users/access.ts";
import { getOrganisation } from "#lib/users/queries.ts";
import { type Organisation, organisationEditSchema } from "#lib/users/schema.ts";

/** Changes the organisation's name, time zone or fiscal year. Quarters are counted anew from then on. */
export async function editOrganisation(actor: Actor, input: unknown): Promise<Organisation> {
  authorize(actor, "organisation.edit");
  refuseTokens(actor);
  const after = defined(parse(organisationEditSchema, input));
  await transaction(async (tx) => {
    await tx.organisation.createMany({
      data: [{ id: 1, name: "Optimization Portal" }],
      skipDuplicates: true,
    });
    const before = await tx.organisation.findUniqueOrThrow({ where: { id: 1 } });
    const changed = differences(before, after);
    if (Object.keys(changed).length === 0) return;
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
