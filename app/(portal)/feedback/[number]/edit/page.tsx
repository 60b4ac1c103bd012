import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { FeedbackEditForm } from "#components/feedback/feedback-edit-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { getFeedback } from "#lib/feedback/queries/get-feedback.ts";
import { pageActor, shown } from "#lib/server/auth/page-actor.ts";
import { listSystems } from "#lib/systems/queries.ts";

export const metadata: Metadata = { title: "Edit feedback" };

export default async function EditFeedbackPage({ params }: PageProps<"/feedback/[number]/edit">) {
  const actor = await pageActor();
  const entry = await shown(getFeedback(actor, await params));
  if (!entry.mayEdit) forbidden();
  const systems = await listSystems(actor, { limit: 200 });
  return (
    <>
      <PageHeader
        title={`Edit F-${entry.number}`}
        crumbs={[
          { label: "Feedback", href: "/feedback" },
          { label: `F-${entry.number}`, href: `/feedback/${entry.number}` },
          { label: "Edit" },
        ]}
      />
      <FeedbackEditForm entry={entry} systems={systems.items} />
    </>
  );
}
