import type { Metadata } from "next";
import { ItemForm } from "#components/roadmap/item-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { getItem, roadmapChoices } from "#lib/roadmap/queries.ts";
import { pageActor, requirePermission, shown } from "#lib/server/auth/page-actor.ts";

export const metadata: Metadata = { title: "Edit item" };

export default async function EditItemPage({ params }: PageProps<"/roadmap/[number]/edit">) {
  const actor = await pageActor();
  requirePermission(actor, "roadmap.edit");
  const item = await shown(getItem(actor, await params));
  const { current: _current, ...choices } = await roadmapChoices(actor);
  return (
    <>
      <PageHeader
        title={`Edit R-${item.number}`}
        crumbs={[
          { label: "Roadmap", href: "/roadmap" },
          { label: `R-${item.number}`, href: `/roadmap/${item.number}` },
          { label: "Edit" },
        ]}
      >
        {item.title}
      </PageHeader>
      <ItemForm item={item} {...choices} me={actor.email} />
    </>
  );
}
