import type { Metadata } from "next";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Section } from "#components/ui/section.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { MemberAccess } from "#components/users/member-access.tsx";
import { PasswordLinkForm } from "#components/users/password-link-form.tsx";
import { RoleForm } from "#components/users/role-form.tsx";
import { SessionList } from "#components/users/session-list.tsx";
import { TokenList } from "#components/users/token-list.tsx";
import { pageActor, requirePermission, shown } from "#lib/server/auth/page-actor.ts";
import { env } from "#lib/server/env.ts";
import { getUser, listSessions, listTokens, readersZone } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "Member" };

export default async function MemberPage({ params }: PageProps<"/settings/members/[id]">) {
  const actor = await pageActor();
  requirePermission(actor, "user.edit");
  const userId = (await params).id;
  const member = await shown(getUser(actor, { userId }));
  const zone = await readersZone(actor);
  const crumbs = [
    { label: "Settings", href: "/settings" },
    { label: "Members", href: "/settings/members" },
    { label: member.name },
  ];
  return (
    <>
      <PageHeader title={member.name} crumbs={crumbs}>
        <span className="wrap-anywhere">{member.email}</span> {member.disabled && <Tag>Disabled</Tag>}
      </PageHeader>
      <Section title="Role" space="block">
        <RoleForm key={member.role} userId={userId} role={member.role} />
      </Section>
      <Section title="Sessions">
        <SessionList
          sessions={await shown(listSessions(actor, { userId }))}
          zone={zone}
          userId={userId}
          whose={userId === actor.userId ? "mine" : { name: member.name }}
        />
      </Section>
      <Section title="Tokens">
        <TokenList
          tokens={await shown(listTokens(actor, { userId }))}
          zone={zone}
          now={new Date()}
          whose={userId === actor.userId ? "mine" : { name: member.name }}
        />
      </Section>
      {!member.disabled && (
        <Section title="Password">
          <PasswordLinkForm userId={userId} name={member.name} mailed={env.SMTP_URL !== undefined} />
        </Section>
      )}
      <Section title="Access">
        <MemberAccess member={member} />
      </Section>
    </>
  );
}
