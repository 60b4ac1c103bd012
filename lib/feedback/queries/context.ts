import { visibleChanges } from "#lib/changes/access.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { quarterLabel } from "#lib/core/time.ts";
import { type About, aboutOf } from "#lib/feedback/model.ts";
import { db } from "#lib/server/db.ts";

export type Context = { about: About; name: string; system: string | null };

/** What the reader was looking at when feedback came to mind, in words, with its system; null where there is no such thing. */
export async function contextOf(actor: Actor, text: string | undefined): Promise<Context | null> {
  authorize(actor, "feedback.view");
  const about = aboutOf(text);
  if (!about) return null;
  const system = { select: { key: true } } as const;
  switch (about.kind) {
    case "change": {
      const number = /^\d{1,9}$/.test(about.key) ? Number(about.key) : 0;
      const change = await db.change.findFirst({
        where: { AND: [{ number }, visibleChanges(actor)] },
        select: { title: true, system },
      });
      return change && { about, name: `C-${number} ${change.title}`, system: change.system.key };
    }
    case "metric": {
      const metric = await db.metric.findUnique({
        where: { key: about.key },
        select: { name: true, system },
      });
      return metric && { about, name: `the metric ${metric.name}`, system: metric.system.key };
    }
    case "system": {
      const found = await db.system.findUnique({
        where: { key: about.key },
        select: { key: true, name: true },
      });
      return found && { about, name: found.name, system: found.key };
    }
    case "plan":
      return { about, name: "the plan", system: null };
    case "review":
      return /^\d{4}-Q[1-4]$/.test(about.key)
        ? { about, name: `the review of ${quarterLabel(about.key)}`, system: null }
        : null;
    default:
      return null;
  }
}
