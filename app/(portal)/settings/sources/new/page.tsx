import type { Metadata } from "next";
import { SourceForm } from "#components/metrics/source-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { pageActor, requirePermission } from "#lib/server/auth/page-actor.ts";

export const metadata: Metadata = { title: "Add a source" };

export default async function NewSourcePage() {
  const actor = await pageActor();
  requirePermission(actor, "source.create");
  return (
    <>
      <PageHeader
        title="Add a source"
        crumbs={[{ label: "Sources", href: "/settings/sources" }, { label: "Add a source" }]}
      />
      <SourceForm />
    </>
  );
}
