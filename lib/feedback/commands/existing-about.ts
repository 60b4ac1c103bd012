import { visibleChanges } from "#lib/changes/access.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { invalid } from "#lib/core/errors.ts";
import type { About } from "#lib/feedback/model.ts";
import type { Tx } from "#lib/server/db.ts";

/** What is named must be there, as far as this noun can know: later nouns look after their own keys. */
export async function existingAbout(tx: Tx, actor: Actor, about: About | null): Promise<About> {
  const select = { id: true } as const;
  const { kind, key } = about ?? { kind: "plan", key: "" };
  const number = /^\d{1,9}$/.test(key) ? Number(key) : 0;
  const found =
    kind === "change"
      ? await tx.change.findFirst({ where: { AND: [{ number }, visibleChanges(actor)] }, select })
      : kind === "metric"
        ? await tx.metric.findUnique({ where: { key }, select })
        : kind === "system"
          ? await tx.system.findUnique({ where: { key }, select })
          : about;
  if (!found || !about) {
    throw invalid([{ path: "about", message: `There is no ${kind} "${key}", or you may not see it.` }]);
  }
  return about;
}
