import type { Metadata } from "next";
import { Callout } from "#components/ui/callout.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Section } from "#components/ui/section.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import { PreferencesForm } from "#components/users/preferences-form.tsx";
import { SettingsNav } from "#components/users/settings-nav.tsx";
import { TryForm } from "#components/users/try-form.tsx";
import { zoneInWords } from "#lib/core/time.ts";
import { pageActor, shown } from "#lib/server/auth/page-actor.ts";
import { getNotificationPreferences } from "#lib/users/queries/notifications.ts";
import { readersZone } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "Choose notifications" };

const states = { sent: "was sent on", refused: "was refused on", waiting: "waits to be sent since" };

export default async function NotificationSettingsPage() {
  const actor = await pageActor();
  const { mailed, preferences, lastMail } = await shown(getNotificationPreferences(actor));
  const zone = await readersZone(actor);
  return (
    <>
      <PageHeader title="Notifications">
        Daily news comes at 08:00, weekly news on Mondays at 08:00, {zoneInWords(zone)}. However much there
        is, it is one mail.
      </PageHeader>
      <SettingsNav actor={actor} current="notifications" />
      {!mailed && (
        <div className="mt-6 max-w-measure">
          <Callout tone="note" title="This portal sends no mail">
            It has no mail server (SMTP_URL). Everything is told in the portal; your choices count as soon as
            it has one.
          </Callout>
        </div>
      )}
      <PreferencesForm preferences={preferences} mailed={mailed} />
      <Section title="Does it reach you?">
        <p className="mt-4 max-w-measure text-ink-soft">
          {lastMail ? (
            <>
              The last mail to you {states[lastMail.state]} <Timestamp at={lastMail.at} zone={zone} />
              {lastMail.state !== "sent" && lastMail.failure && `. The mail server said: ${lastMail.failure}`}
              .
            </>
          ) : (
            "No mail was written to you yet."
          )}
        </p>
        <div className="mt-4">
          <TryForm />
        </div>
      </Section>
    </>
  );
}
