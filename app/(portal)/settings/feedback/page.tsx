import type { Metadata } from "next";
import { EmbedNote } from "#components/feedback/embed-note.tsx";
import { FeedbackSwitches, VoteWeightsForm } from "#components/feedback/feedback-switches.tsx";
import { StatusesSettings } from "#components/feedback/statuses-settings.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Section } from "#components/ui/section.tsx";
import { SettingsNav } from "#components/users/settings-nav.tsx";
import { embedScript } from "#lib/feedback/queries/embed-script.ts";
import { getFeedbackSettings, listStatuses } from "#lib/feedback/queries/settings.ts";
import { pageActor, requirePermission, shown } from "#lib/server/auth/page-actor.ts";
import { env } from "#lib/server/env.ts";

export const metadata: Metadata = { title: "Feedback settings" };

export default async function FeedbackSettingsPage() {
  const actor = await pageActor();
  requirePermission(actor, "feedback.configure");
  const [settings, statuses, script] = await Promise.all([
    shown(getFeedbackSettings(actor)),
    shown(listStatuses(actor, { archived: true })),
    embedScript(actor),
  ]);
  return (
    <>
      <PageHeader title="Feedback" />
      <SettingsNav actor={actor} current="feedback" />
      <Section title="Without signing in" space="block">
        <FeedbackSwitches settings={settings} />
        <EmbedNote base={env.BASE_URL} script={script} settings={settings} />
      </Section>
      <Section title="Statuses">
        <StatusesSettings statuses={statuses} />
      </Section>
      <Section title="Weights of votes">
        <p className="mt-4 max-w-measure text-ink-soft">
          Reports show votes as they are, and weighted beside them: how much it matters to the voter times the
          weight of the voter's role.
        </p>
        <VoteWeightsForm settings={settings} />
      </Section>
    </>
  );
}
