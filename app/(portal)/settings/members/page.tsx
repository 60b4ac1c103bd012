import type { Metadata } from "next";
import { Suspense } from "react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { Section } from "#components/ui/section.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { InvitationList } from "#components/users/invitation-list.tsx";
import { InviteForm } from "#components/users/invite-form.tsx";
import { MemberList } from "#components/users/member-list.tsx";
import { SettingsNav } from "#components/users/settings-nav.tsx";
import type { Actor } from "#lib/core/access/actor.ts";
import { pageActor, requirePermission, shown } from "#lib/server/auth/page-actor.ts";
import { env } from "#lib/server/env.ts";
import { listInvitations, listUsers, readersZone } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "Members" };

export default async function MembersPage({ searchParams }: PageProps<"/settings/members">) {
  const actor = await pageActor();
  requirePermission(actor, "user.list");
  const { q, cursor } = await searchParams;
  const filter = { q: [q].flat()[0] ?? "", cursor: [cursor].flat()[0] };
  const zone = await readersZone(actor);
  return (
    <>
      <PageHeader title="Members" />
      <SettingsNav actor={actor} current="members" />
      <FilterBar
        searchLabel="Search members"
        action="/settings/members"
        query={filter.q}
        keep={{}}
        summary={filter.q ? `With “${filter.q}” in name or e-mail` : "By name"}
      />
      <Suspense key={`${filter.q} ${filter.cursor}`} fallback={<Skeleton what="members" />}>
        <Members actor={actor} filter={filter} zone={zone} />
      </Suspense>
      <Section title="Invite somebody" id="invite">
        <InviteForm mailed={env.SMTP_URL !== undefined} />
      </Section>
      <Section title="Open invitations">
        <InvitationList invitations={await shown(listInvitations(actor))} zone={zone} />
      </Section>
    </>
  );
}

type MembersProps = { actor: Actor; filter: { q: string; cursor: string | undefined }; zone: string };

async function Members({ actor, filter, zone }: MembersProps) {
  const { q, cursor } = filter;
  const members = await shown(listUsers(actor, { ...(q ? { q } : {}), ...(cursor ? { cursor } : {}) }));
  if (members.items.length === 0) {
    return <EmptyState title="Nothing matches">Nobody’s name or e-mail has “{q}” in it.</EmptyState>;
  }
  const href = (next: string | null) =>
    `/settings/members?${new URLSearchParams({ ...(q ? { q } : {}), ...(next ? { cursor: next } : {}) })}`;
  return (
    <>
      <div className="mt-4">
        <MemberList members={members.items} zone={zone} />
      </div>
      <Pagination
        noun="members"
        firstHref={cursor ? href(null) : null}
        nextHref={members.nextCursor && href(members.nextCursor)}
      />
    </>
  );
}
