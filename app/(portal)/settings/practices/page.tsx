import type { Metadata } from "next";
import { PracticeForm } from "#components/changes/practice-form.tsx";
import { PracticeList } from "#components/changes/practice-list.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Section } from "#components/ui/section.tsx";
import { SettingsNav } from "#components/users/settings-nav.tsx";
import { areaNames, areas } from "#lib/changes/model.ts";
import { listPractices } from "#lib/changes/queries.ts";
import { pageActor, requirePermission, shown } from "#lib/server/auth/page-actor.ts";

export const metadata: Metadata = { title: "Practices" };

export default async function PracticesPage() {
  const actor = await pageActor();
  requirePermission(actor, "practice.edit");
  const practices = await shown(listPractices(actor, { archived: true }));
  return (
    <>
      <PageHeader title="Practices">The kinds of optimization inside each area.</PageHeader>
      <SettingsNav actor={actor} current="practices" />
      {areas.map((area) => (
        <Section key={area} title={areaNames[area]}>
          <PracticeList area={areaNames[area]} practices={practices.filter((one) => one.area === area)} />
        </Section>
      ))}
      <Section title="Add a practice">
        <PracticeForm />
      </Section>
    </>
  );
}
