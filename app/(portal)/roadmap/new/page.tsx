import type { Metadata } from "next";
import { ItemForm } from "#components/roadmap/item-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { oneOf } from "#lib/core/list-address.ts";
import { getFeedback } from "#lib/feedback/queries/get-feedback.ts";
import { roadmapChoices } from "#lib/roadmap/queries.ts";
import { pageActor, requirePermission, shown } from "#lib/server/auth/page-actor.ts";

export const metadata: Metadata = { title: "Add an item" };

export default async function NewItemPage({ searchParams }: PageProps<"/roadmap/new">) {
  const actor = await pageActor();
  requirePermission(actor, "roadmap.create");
  const { feedback } = oneOf(await searchParams, ["feedback"]);
  const entry = feedback ? await shown(getFeedback(actor, { number: feedback })) : null;
  const answers = entry && { number: entry.number, title: entry.title, system: entry.system };
  const { current: _current, ...choices } = await roadmapChoices(actor);
  return (
    <>
      <PageHeader
        title="Add an item"
        crumbs={[{ label: "Roadmap", href: "/roadmap" }, { label: "Add an item" }]}
      >
        A title is enough. What is expected and what it is worth can come later.
      </PageHeader>
      <ItemForm {...choices} {...(answers ? { answers } : {})} me={actor.email} />
    </>
  );
}
