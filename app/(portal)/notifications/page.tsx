import type { Metadata } from "next";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterMenu } from "#components/ui/filter-menu.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { Segments } from "#components/ui/segments.tsx";
import { NotificationList } from "#components/users/notification-list.tsx";
import { RowForm } from "#components/users/row-form.tsx";
import { listHref, oneOf } from "#lib/core/list-address.ts";
import { counted } from "#lib/core/words.ts";
import { pageActor, shown } from "#lib/server/auth/page-actor.ts";
import { markReadAction } from "#lib/users/actions.ts";
import { kindOf, notificationEvents } from "#lib/users/notification-events.ts";
import { countUnread, listNotifications } from "#lib/users/queries/notifications.ts";
import { readersZone } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "Notifications" };

const path = "/notifications";

export default async function NotificationsPage({ searchParams }: PageProps<"/notifications">) {
  const actor = await pageActor();
  const address = oneOf(await searchParams, ["state", "event", "cursor"] as const);
  const [page, { unread, more }, zone] = await Promise.all([
    shown(listNotifications(actor, address)),
    countUnread(actor),
    readersZone(actor),
  ]);
  const filtered = address.state !== undefined || address.event !== undefined;
  return (
    <>
      <PageHeader
        title="Notifications"
        actions={<LinkButton href="/settings/notifications">Choose what reaches you</LinkButton>}
      >
        {unread === 0 ? "Nothing is unread." : `${counted(unread, "is", "are", more)} unread.`}
      </PageHeader>
      <div className="mt-6 flex flex-wrap items-center gap-3">
        <Segments
          label="Which notifications"
          segments={[
            {
              label: "All",
              href: listHref(path, address, { state: null }),
              current: address.state !== "unread",
            },
            {
              label: "Unread",
              href: listHref(path, address, { state: "unread" }),
              current: address.state === "unread",
            },
          ]}
        />
        <FilterMenu
          label="News"
          path={path}
          address={address}
          name="event"
          options={notificationEvents.map((value) => ({ value, label: kindOf(value).name }))}
        />
        {unread > 0 && (
          <span className="ml-auto" data-all-news>
            <RowForm
              action={markReadAction}
              fields={{}}
              label="Mark all read"
              accessibleLabel="Mark all notifications read"
            />
          </span>
        )}
      </div>
      {page.items.length > 0 ? (
        <>
          <NotificationList items={page.items} zone={zone} />
          <Pagination
            noun="notifications"
            firstHref={address.cursor ? listHref(path, address, {}) : null}
            nextHref={page.nextCursor && listHref(path, address, { cursor: page.nextCursor })}
          />
        </>
      ) : (
        <EmptyState title={filtered ? "Nothing matches" : "No news yet"}>
          {filtered
            ? "Nothing you were told fits this filter. Take it away to see more."
            : "What concerns you is told here: verdicts on your changes, answers to your feedback, reviews that open."}
        </EmptyState>
      )}
    </>
  );
}
