import type { Metadata } from "next";
import { ModerationList } from "#components/feedback/moderation-list.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { listHeldFeedback } from "#lib/feedback/queries/list-feedback.ts";
import { pageActor, shown } from "#lib/server/auth/page-actor.ts";
import { readersZone } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "Moderation" };

export default async function ModerationPage({ searchParams }: PageProps<"/feedback/moderation">) {
  const actor = await pageActor();
  const { cursor } = await searchParams;
  const held = await shown(listHeldFeedback(actor, { cursor }));
  return (
    <>
      <PageHeader
        title="Moderation"
        crumbs={[{ label: "Feedback", href: "/feedback" }, { label: "Moderation" }]}
      >
        What people sent without signing in. Nobody else reads it until you approve it.
      </PageHeader>
      {held.items.length > 0 ? (
        <>
          <ModerationList entries={held.items} zone={await readersZone(actor)} />
          <Pagination
            noun="entries"
            firstHref={cursor ? "/feedback/moderation" : null}
            nextHref={held.nextCursor && `/feedback/moderation?cursor=${held.nextCursor}`}
          />
        </>
      ) : (
        <EmptyState title="Nothing waits">Every entry has been decided on.</EmptyState>
      )}
    </>
  );
}
