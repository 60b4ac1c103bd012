import type { Metadata } from "next";
import { ItemForm } from "#components/roadmap/item-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { roadmapChoices } from "#lib/roadmap/queries.ts";
import { pageActor, requirePermission } from "#lib/server/auth/page-actor.ts";

export const metadata: Metadata = { title: "Add an item" };

export default async function NewItemPage() {
  const actor = await pageActor();
  requirePermission(actor, "roadmap.create");
  const { current: _current, ...choices } = await roadmapChoices(actor);
  return (
    <>
      <PageHeader
        title="Add an item"
        crumbs={[{ label: "Roadmap", href: "/roadmap" }, { label: "Add an item" }]}
      >
        A title is enough. What is expected and what it is worth can come later.
      </PageHeader>
      <ItemForm {...choices} me={actor.email} />
    </>
  );
}
