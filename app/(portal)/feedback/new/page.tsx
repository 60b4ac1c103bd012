import type { Metadata } from "next";
import { FeedbackForm } from "#components/feedback/feedback-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { aboutText } from "#lib/feedback/model.ts";
import { contextOf } from "#lib/feedback/queries/context.ts";
import { pageActor, requirePermission } from "#lib/server/auth/page-actor.ts";
import { listSystems } from "#lib/systems/queries.ts";

export const metadata: Metadata = { title: "Say what is slow or broken" };

export default async function NewFeedbackPage({ searchParams }: PageProps<"/feedback/new">) {
  const actor = await pageActor();
  requirePermission(actor, "feedback.submit");
  const { about } = await searchParams;
  const [context, systems] = await Promise.all([
    contextOf(actor, [about].flat()[0]),
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
