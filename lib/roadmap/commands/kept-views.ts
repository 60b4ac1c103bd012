import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { visibleViews } from "#lib/roadmap/access.ts";
import { listViews } from "#lib/roadmap/queries.ts";
import { type KeptView, viewIdSchema, viewInputSchema } from "#lib/roadmap/schema.ts";
import { audit } from "#lib/server/audit.ts";
import { transaction } from "#lib/server/db.ts";

const mostViews = 50;

/** Keeps the filters of the roadmap under a name, for the actor alone. The same name again replaces them. */
export async function keepView(actor: Actor, input: unknown): Promise<KeptView[]> {
  authorize(actor, "roadmap.keep");
  const { name, query } = parse(viewInputSchema, input);
  const userId = userIdOf(actor);
  if (userId === null) throw new AppError("FORBIDDEN", "A view is kept for a person. Sign in as one.");
  await transaction(async (tx) => {
    const kept = await tx.roadmapView.count({ where: { userId, NOT: { name } } });
    if (kept >= mostViews) {
      throw new AppError("LIMIT", `You keep ${mostViews} views already. Remove one first.`);
    }
    const { id } = await tx.roadmapView.upsert({
      where: { userId_name: { userId, name } },
      create: { userId, name, query },
      update: { query },
      select: { id: true },
    });
    await audit(tx, actor, {
      action: "roadmap-view.keep",
      entity: "roadmap-view",
      entityId: id,
      data: { name, query },
    });
  });
  return listViews(actor);
}

/** Removes a kept view. Throws NOT_FOUND for somebody else's. */
export async function removeView(actor: Actor, input: unknown): Promise<KeptView[]> {
  authorize(actor, "roadmap.keep");
  const { id } = parse(viewIdSchema, input);
  await transaction(async (tx) => {
    const view = await tx.roadmapView.findFirst({ where: { AND: [{ id }, visibleViews(actor)] } });
    if (!view) throw new AppError("NOT_FOUND", "There is no such view, or it is not yours.");
    await tx.roadmapView.delete({ where: { id } });
    await audit(tx, actor, {
      action: "roadmap-view.remove",
      entity: "roadmap-view",
      entityId: id,
      data: { name: view.name },
    });
  });
  return listViews(actor);
}
