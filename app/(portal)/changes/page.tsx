import type { Metadata } from "next";
import { type ChangeAddress, ChangeFilters } from "#components/changes/change-filters.tsx";
import { ChangeList } from "#components/changes/change-list.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { teamsOfChanges } from "#lib/changes/queries/teams.ts";
import { countChanges, listChanges, listPractices } from "#lib/changes/queries.ts";
import { may } from "#lib/core/access/authorize.ts";
import { listHref, oneOf } from "#lib/core/list-address.ts";
import { sortLink } from "#lib/core/sort-link.ts";
import { latestQuarters } from "#lib/core/time.ts";
import { counted } from "#lib/core/words.ts";
import { pageActor, shown } from "#lib/server/auth/page-actor.ts";
import { listSystems } from "#lib/systems/queries.ts";
import { fiscalCalendar, readersZone } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "Changes" };

const path = "/changes";
const names = [
  "q",
  "area",
  "practice",
  "system",
  "team",
  "status",
  "outcome",
  "quarter",
  "states",
  "sort",
  "cursor",
] as const;

export default async function ChangesPage({ searchParams }: PageProps<"/changes">) {
  const actor = await pageActor();
  const address: ChangeAddress = oneOf(await searchParams, names);
  const [changes, total, systems, practices, teams, calendar, zone] = await Promise.all([
    shown(listChanges(actor, address)),
    shown(countChanges(actor, address)),
    listSystems(actor, { limit: 200 }),
    listPractices(actor),
    teamsOfChanges(actor),
    fiscalCalendar(),
    readersZone(actor),
  ]);
  const { sort: _sort, cursor: _cursor, ...filters } = address;
  const filtered = Object.keys(filters).length > 0;
  const record = may(actor, "change.record") && (
    <LinkButton href="/changes/new" variant="primary" shortcut="C">
      Record a change
    </LinkButton>
  );
  return (
    <>
      <PageHeader title="Changes" actions={record} />
      <ChangeFilters
        address={address}
        summary={counted(total.count, "change", "changes", total.more)}
        systems={systems.items}
        practices={practices}
        teams={teams}
        quarters={latestQuarters(new Date(), calendar, 8)}
      />
      {changes.items.length > 0 ? (
        <>
          <ChangeList
            changes={changes.items}
            zone={zone}
            sort={{
              title: sortLink(path, address, "title", "title"),
              applied: sortLink(path, address, "applied", "-applied"),
            }}
          />
          <Pagination
            noun="changes"
            firstHref={address.cursor ? listHref(path, address, {}) : null}
            nextHref={changes.nextCursor && listHref(path, address, { cursor: changes.nextCursor })}
          />
        </>
      ) : (
        <EmptyState
          title={filtered ? "Nothing matches" : "No changes recorded yet"}
          actions={filtered ? null : record}
        >
          {filtered
            ? "No change fits this search and these filters. Take one away to see more."
            : "A change is one optimization: what was done, where and when. Its evidence can come later."}
        </EmptyState>
      )}
    </>
  );
}
