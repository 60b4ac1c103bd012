import type { Metadata } from "next";
import { ShareForm } from "#components/plan/share-form.tsx";
import { ShareList } from "#components/plan/share-list.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Section } from "#components/ui/section.tsx";
import { Segments } from "#components/ui/segments.tsx";
import { SettingsNav } from "#components/users/settings-nav.tsx";
import { oneOf } from "#lib/core/list-address.ts";
import { latestQuarters } from "#lib/core/time.ts";
import { listShareLinks } from "#lib/plan/queries/share-links.ts";
import { pageActor, requirePermission, shown } from "#lib/server/auth/page-actor.ts";
import { fiscalCalendar, readersZone } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "Sharing" };

export default async function SharingPage({ searchParams }: PageProps<"/settings/sharing">) {
  const actor = await pageActor();
  requirePermission(actor, "share.list");
  const asked = oneOf(await searchParams, ["quarter", "what"]);
  const what = asked.what === "roadmap" ? "roadmap" : "overview";
  const quarters = latestQuarters(new Date(), await fiscalCalendar(), 8);
  const quarter = quarters.find(({ key }) => key === asked.quarter)?.key ?? quarters[0]?.key ?? "";
  const [links, zone] = await Promise.all([shown(listShareLinks(actor)), readersZone(actor)]);
  return (
    <>
      <PageHeader title="Sharing">
        A link shows the overview of one quarter, or the roadmap, to somebody without an account: read only,
        until it ends or you revoke it.
      </PageHeader>
      <SettingsNav actor={actor} current="sharing" />
      <Section title={what === "roadmap" ? "Share the roadmap" : "Share an overview"} space="block">
        <div className="mt-4">
          <Segments
            label="What is shared"
            segments={[
              { label: "Overview", href: "/settings/sharing", current: what === "overview" },
              { label: "Roadmap", href: "/settings/sharing?what=roadmap", current: what === "roadmap" },
            ]}
          />
        </div>
        <ShareForm key={what} what={what} quarters={quarters} quarter={quarter} />
      </Section>
      <Section title="Links">
        <ShareList links={links} zone={zone} />
      </Section>
    </>
  );
}
