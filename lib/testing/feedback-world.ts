import { measureChange } from "#lib/changes/commands/measure-change.ts";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import type { Role, UserActor } from "#lib/core/access/actor.ts";
import { submitFeedback } from "#lib/feedback/commands/submit-feedback.ts";
import type { Feedback } from "#lib/feedback/schema.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { db } from "#lib/server/db.ts";
import { actorOf } from "#lib/testing/actors.ts";
import { freshKey } from "#lib/testing/api-caller.ts";

/** Feedback of somebody new, unless an author is given. */
export async function sentFeedback(
  about: { title?: string; by?: UserActor; visibility?: "public" | "team" } = {},
): Promise<Feedback> {
  const { by, ...input } = about;
  return submitFeedback(by ?? (await actorOf("member")), {
    title: `The page ${freshKey()} is slow`,
    ...input,
  });
}

export async function people(count: number, role: Role = "member"): Promise<UserActor[]> {
  return Promise.all(Array.from({ length: count }, () => actorOf(role)));
}

/** An applied change to a metric of its own system; `prove` gives it evidence of an improvement beyond doubt. */
export async function appliedChange(lead: UserActor) {
  const key = freshKey("system");
  await db.system.create({ data: { key, name: `System ${key}` } });
  const metric = freshKey("metric");
  await db.metric.create({
    data: {
      key: metric,
      name: "Response time",
      unit: "ms",
      better: "lower",
      kind: "duration",
      system: { connect: { key } },
    },
  });
  const change = await recordChange(lead, {
    title: `Cache ${key}`,
    area: "code",
    system: key,
    appliedAt: new Date(Date.now() - 86_400_000).toISOString(),
  });
  const values = (around: number) => Array.from({ length: 24 }, (_, index) => around + (index % 5));
  const measure = (before: number, after: number) =>
    measureChange(lead, {
      number: change.number,
      metric,
      before: { values: values(before) },
      after: { values: values(after) },
      order: "interleaved",
    });
  return {
    number: change.number,
    system: key,
    metric,
    prove: () => measure(400, 200),
    worsen: () => measure(200, 400),
  };
}

/** What the portal told somebody, the latest first. */
export async function newsOf(userId: string) {
  return db.notification.findMany({
    where: { userId },
    orderBy: { createdAt: "desc" },
    select: { event: true, title: true, body: true, path: true, answers: true },
  });
}

export const portal = systemActor("test");
