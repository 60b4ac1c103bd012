import type { Metadata } from "next";
import { cookies } from "next/headers";
import { FeedAddresses } from "#components/feedback/feed-addresses.tsx";
import { themeFromCookie } from "#components/layout/theme.ts";
import { ThemeChoice } from "#components/layout/theme-choice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Section } from "#components/ui/section.tsx";
import { AccountForm } from "#components/users/account-form.tsx";
import { PasswordForm } from "#components/users/password-form.tsx";
import { SessionList } from "#components/users/session-list.tsx";
import { SettingsNav } from "#components/users/settings-nav.tsx";
import { SingleKeysSwitch } from "#components/users/single-keys-switch.tsx";
import { TokenForm } from "#components/users/token-form.tsx";
import { TokenList } from "#components/users/token-list.tsx";
import { listFeedSecrets } from "#lib/feedback/queries/feeds.ts";
import { pageActor, shown } from "#lib/server/auth/page-actor.ts";
import { roleDuties, roleNames } from "#lib/users/model.ts";
import { getAccount, getOrganisation, listSessions, listTokens } from "#lib/users/queries.ts";
import { timeZoneNames } from "#lib/users/time-zone-names.ts";

export const metadata: Metadata = { title: "My account" };

export default async function AccountPage() {
  const actor = await pageActor();
  const account = await shown(getAccount(actor));
  const organisation = await shown(getOrganisation(actor));
  const zone = account.timeZone ?? organisation.timeZone;
  return (
    <>
      <PageHeader title="My account">
        {roleNames[actor.role]}. {roleDuties[actor.role]}
      </PageHeader>
      <SettingsNav actor={actor} current="account" />
      <Section title="Name and time zone" space="block">
        <AccountForm account={account} zones={timeZoneNames()} organisationZone={organisation.timeZone} />
      </Section>
      <Section title="Password">
        {account.hasPassword ? (
          <PasswordForm />
        ) : (
          <p className="mt-4 max-w-measure text-ink-soft">
            You sign in without a password. If you want one, ask an administrator for a link to choose it.
          </p>
        )}
      </Section>
      <Section title="Reading">
        <ThemeChoice stored={themeFromCookie((await cookies()).get("theme")?.value)} />
        <SingleKeysSwitch />
      </Section>
      <Section title="Sessions">
        <SessionList
          sessions={await shown(listSessions(actor))}
          zone={zone}
          userId={actor.userId}
          whose="mine"
        />
      </Section>
      <Section title="Tokens" id="tokens">
        <TokenList tokens={await shown(listTokens(actor))} zone={zone} now={new Date()} whose="mine" />
        <TokenForm />
      </Section>
      <Section title="Feeds" id="feeds">
        <FeedAddresses addresses={await shown(listFeedSecrets(actor))} zone={zone} />
      </Section>
    </>
  );
}
