import type { Metadata } from "next";
import { type FeedbackAddress, FeedbackFilters } from "#components/feedback/feedback-filters.tsx";
import { FeedbackList } from "#components/feedback/feedback-list.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { may } from "#lib/core/access/authorize.ts";
import { listHref, oneOf } from "#lib/core/list-address.ts";
import { counted } from "#lib/core/words.ts";
import { countFeedback, listFeedback } from "#lib/feedback/queries/list-feedback.ts";
import { listStatuses } from "#lib/feedback/queries/settings.ts";
import { pageActor, shown } from "#lib/server/auth/page-actor.ts";
import { listSystems } from "#lib/systems/queries.ts";

export const metadata: Metadata = { title: "Feedback" };

const path = "/feedback";
const names = ["q", "system", "status", "change", "about", "mine", "sort", "cursor"] as const;

export default async function FeedbackPage({ searchParams }: PageProps<"/feedback">) {
  const actor = await pageActor();
  const address: FeedbackAddress = oneOf(await searchParams, names);
  const [entries, total, systems, statuses] = await Promise.all([
    shown(listFeedback(actor, address)),
    shown(countFeedback(actor, address)),
    listSystems(actor, { limit: 200 }),
    listStatuses(actor),
  ]);
  const { sort: _sort, cursor: _cursor, ...filters } = address;
  const filtered = Object.keys(filters).length > 0;
  const say = (
    <LinkButton href="/feedback/new" variant="primary">
      Say what is slow
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        title="Feedback"
        actions={
          <>
            {may(actor, "feedback-report.view") && (
              <LinkButton href="/feedback/report">What users said</LinkButton>
            )}
            {may(actor, "feedback.moderate") && (
              <LinkButton href="/feedback/moderation">Moderation</LinkButton>
            )}
            {say}
          </>
        }
      />
      <FeedbackFilters
        address={address}
        summary={counted(total.count, "entry", "entries", total.more)}
        systems={systems.items}
        statuses={statuses}
      />
      {entries.items.length > 0 ? (
        <>
          <FeedbackList entries={entries.items} />
          <Pagination
            noun="entries"
            firstHref={address.cursor ? listHref(path, address, {}) : null}
            nextHref={entries.nextCursor && listHref(path, address, { cursor: entries.nextCursor })}
          />
        </>
      ) : (
        <EmptyState
          title={filtered ? "Nothing matches" : "Nobody has said anything yet"}
          actions={filtered ? null : say}
        >
          {filtered
            ? "No feedback fits this search and these filters. Take one away to see more."
            : "Feedback is what is slow, broken or missing, in one sentence. Who votes for it hears back when it ships."}
        </EmptyState>
      )}
    </>
  );
}
