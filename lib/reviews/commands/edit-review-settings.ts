import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { defined } from "#lib/core/defined.ts";
import { differences } from "#lib/core/differences.ts";
import { parse } from "#lib/core/parse.ts";
import type { Policy } from "#lib/reviews/model.ts";
import { readPolicy } from "#lib/reviews/queries/find-review.ts";
import { settingsEditSchema } from "#lib/reviews/schema.ts";
import { audit } from "#lib/server/audit.ts";
import { transaction } from "#lib/server/db.ts";

/** Changes how reviews are held from now on. Signed ones keep the policy they were signed under. */
export async function editReviewSettings(actor: Actor, input: unknown): Promise<Policy> {
  authorize(actor, "review-settings.edit");
  const after = defined(parse(settingsEditSchema, input));
  return transaction(async (tx) => {
    await tx.reviewSettings.createMany({ data: [{ id: 1 }], skipDuplicates: true });
    await tx.$queryRaw`SELECT 1 FROM "ReviewSettings" WHERE "id" = 1 FOR UPDATE`;
    const before = await readPolicy(tx);
    const changed = differences(before, after);
    if (Object.keys(changed).length > 0) {
      await tx.reviewSettings.update({ where: { id: 1 }, data: after, select: { id: true } });
      await audit(tx, actor, {
        action: "review-settings.edit",
        entity: "review-settings",
        entityId: "1",
        data: JSON.parse(JSON.stringify({ changed })),
      });
    }
    return readPolicy(tx);
  });
}
