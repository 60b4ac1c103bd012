import type { Metadata } from "next";
import { ChangeForm } from "#components/changes/change-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { changeFormChoices } from "#lib/plan/queries.ts";
import { pageActor, requirePermission } from "#lib/server/auth/page-actor.ts";

export const metadata: Metadata = { title: "Record a change" };

export default async function NewChangePage() {
  const actor = await pageActor();
  requirePermission(actor, "change.record");
  const { zone: _zone, ...choices } = await changeFormChoices(actor);
  return (
    <>
      <PageHeader
        title="Record a change"
        crumbs={[{ label: "Changes", href: "/changes" }, { label: "Record a change" }]}
      >
        Four answers are enough. Everything else can come later.
      </PageHeader>
      <ChangeForm {...choices} me={actor.email} />
    </>
  );
}
