import type { Metadata } from "next";
import { ChangeForm } from "#components/changes/change-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { appliedAsTyped } from "#lib/changes/change-form.ts";
import { getChange } from "#lib/changes/queries.ts";
import { changeFormChoices } from "#lib/plan/queries.ts";
import { pageActor, requirePermission, shown } from "#lib/server/auth/page-actor.ts";

export const metadata: Metadata = { title: "Edit change" };

export default async function EditChangePage({ params }: PageProps<"/changes/[number]/edit">) {
  const actor = await pageActor();
  requirePermission(actor, "change.edit");
  const change = await shown(getChange(actor, await params));
  const { zone, ...choices } = await changeFormChoices(actor);
  const name = `C-${change.number}`;
  return (
    <>
      <PageHeader
        title={`Edit ${name}`}
        crumbs={[
          { label: "Changes", href: "/changes" },
          { label: name, href: `/changes/${change.number}` },
          { label: "Edit" },
        ]}
      />
      <ChangeForm change={change} applied={appliedAsTyped(change, zone)} {...choices} me={actor.email} />
    </>
  );
}
