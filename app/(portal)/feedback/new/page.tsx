import type { Metadata } from "next";
import { FeedbackForm } from "#components/feedback/feedback-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import type { UserActor } from "#lib/core/access/actor.ts";
import { aboutOf, aboutText } from "#lib/feedback/model.ts";
import { type Context, contextOf } from "#lib/feedback/queries/context.ts";
import { getItem } from "#lib/roadmap/queries.ts";
import { orRefusal, pageActor, requirePermission } from "#lib/server/auth/page-actor.ts";
import { listSystems } from "#lib/systems/queries.ts";

export const metadata: Metadata = { title: "Say what is slow or broken" };

export default async function NewFeedbackPage({ searchParams }: PageProps<"/feedback/new">) {
  const actor = await pageActor();
  requirePermission(actor, "feedback.submit");
  const { about } = await searchParams;
  const [context, systems] = await Promise.all([
    contextIn(actor, [about].flat()[0]),
    listSystems(actor, { limit: 200 }),
  ]);
  return (
    <>
      <PageHeader
        title="Say what is slow or broken"
        crumbs={[{ label: "Feedback", href: "/feedback" }, { label: "New" }]}
      />
      <FeedbackForm
        systems={systems.items}
        about={context && { text: aboutText(context.about), name: context.name }}
        system={context?.system ?? null}
      />
    </>
  );
}

/** Roadmap items are known to their own noun: in words, and with their system. Null for one that is not seen. */
async function contextIn(actor: UserActor, text: string | undefined): Promise<Context | null> {
  const about = aboutOf(text);
  if (about?.kind !== "roadmap-item") return contextOf(actor, text);
  const { answer } = await orRefusal(getItem(actor, { number: about.key }));
  return answer && { about, name: `R-${answer.number} ${answer.title}`, system: answer.system };
}
