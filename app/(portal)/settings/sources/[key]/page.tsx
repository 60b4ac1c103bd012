import type { Metadata } from "next";
import { SourceForm } from "#components/metrics/source-form.tsx";
import { TryQuery } from "#components/metrics/try-query.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Section } from "#components/ui/section.tsx";
import { getSource } from "#lib/metrics/queries/sources.ts";
import { pageActor, requirePermission, shown } from "#lib/server/auth/page-actor.ts";

export const metadata: Metadata = { title: "Edit source" };

export default async function SourcePage({ params }: PageProps<"/settings/sources/[key]">) {
  const actor = await pageActor();
  requirePermission(actor, "source.edit");
  const source = await shown(getSource(actor, await params));
  return (
    <>
      <PageHeader
        title={source.name}
        crumbs={[{ label: "Sources", href: "/settings/sources" }, { label: source.name }]}
      />
      <SourceForm source={source} />
      <Section title="Try it" id="try">
        <TryQuery source={source.key} />
      </Section>
    </>
  );
}
