import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { audit } from "#lib/server/audit.ts";
import { newSecret } from "#lib/server/auth/secret.ts";
import { transaction } from "#lib/server/db.ts";

/** Makes the link with which the first admin sets the portal up; an earlier one stops working. CONFLICT once set up. */
export async function createSetupLink(actor: Actor): Promise<{ path: string }> {
  authorize(actor, "portal.set-up");
  const { secret, hash } = newSecret();
  await transaction(async (tx) => {
    await tx.organisation.createMany({
      data: [{ id: 1, name: "Optimization Portal" }],
      skipDuplicates: true,
    });
    const { count } = await tx.organisation.updateMany({
      where: { id: 1, setUpAt: null },
      data: { setupTokenHash: hash },
    });
    if (count === 0) throw new AppError("CONFLICT", "The portal is set up already. Sign in.");
    await audit(tx, actor, {
      action: "portal.make-set-up-link",
      entity: "organisation",
      entityId: "1",
      data: {},
    });
  });
  return { path: `/setup?token=${secret}` };
}
