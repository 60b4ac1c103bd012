import type { Metadata } from "next";
import { ShareForm } from "#components/plan/share-form.tsx";
import { ShareList } from "#components/plan/share-list.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Section } from "#components/ui/section.tsx";
import { SettingsNav } from "#components/users/settings-nav.tsx";
import { latestQuarters } from "#lib/core/time.ts";
import { listShareLinks } from "#lib/plan/queries/share-links.ts";
import { pageActor, requirePermission, shown } from "#lib/server/auth/page-actor.ts";
import { fiscalCalendar, readersZone } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "Sharing" };

export default async function SharingPage({ searchParams }: PageProps<"/settings/sharing">) {
  const actor = await pageActor();
  requirePermission(actor, "share.list");
  const asked = [(await searchParams).quarter].flat()[0];
  const quarters = latestQuarters(new Date(), await fiscalCalendar(), 8);
  const quarter = quarters.find(({ key }) => key === asked)?.key ?? quarters[0]?.key ?? "";
  const [links, zone] = await Promise.all([shown(listShareLinks(actor)), readersZone(actor)]);
  return (
    <>
      <PageHeader title="Sharing">
        A link shows the overview of one quarter to somebody without an account: read only, until it ends or
        you revoke it.
      </PageHeader>
      <SettingsNav actor={actor} current="sharing" />
      <Section title="Share an overview" space="block">
        <ShareForm quarters={quarters} quarter={quarter} />
      </Section>
      <Section title="Links">
        <ShareList links={links} zone={zone} />
      </Section>
    </>
  );
}
