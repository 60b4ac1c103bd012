import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NarrativeForm } from "#components/plan/narrative-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { sectionTitles } from "#lib/plan/model.ts";
import { getNarratives } from "#lib/plan/queries.ts";
import { pageActor, requirePermission, shown } from "#lib/server/auth/page-actor.ts";

export const metadata: Metadata = { title: "Write a section" };

export default async function NarrativePage({ params }: PageProps<"/plan/[section]">) {
  const actor = await pageActor();
  requirePermission(actor, "narrative.edit");
  const { section } = await params;
  const text = (await shown(getNarratives(actor))).find((candidate) => candidate.section === section);
  if (!text) notFound();
  const title = sectionTitles[text.section];
  return (
    <>
      <PageHeader title={title} crumbs={[{ label: "Plan", href: "/plan" }, { label: title }]} />
      <NarrativeForm text={text} />
    </>
  );
}
