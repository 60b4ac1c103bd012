import { TextLink } from "#components/ui/text-link.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import { RowForm } from "#components/users/row-form.tsx";
import { markReadAction } from "#lib/users/actions.ts";
import { kindOf } from "#lib/users/notification-events.ts";
import type { NotificationItem } from "#lib/users/schema.ts";

/** What one was told, the latest first. Opening it marks it as read; what is unread stands out by weight and a word. */
export function NotificationList({ items, zone }: { items: NotificationItem[]; zone: string }) {
  return (
    <ul className="mt-6 border-t border-rule-head">
      {items.map((item) => (
        <li
          key={item.id}
          data-news
          className="flex items-start justify-between gap-6 border-b border-rule py-3.5 max-md:flex-wrap max-md:gap-y-1"
        >
          <div className="min-w-0">
            <p className="font-serif text-read/6 text-pretty wrap-anywhere">
              <TextLink
                href={`/notifications/${item.id}`}
                tone="plain"
                className={
                  item.readAt
                    ? "text-ink-soft"
                    : "font-strong being-read:font-normal being-read:text-ink-soft"
                }
              >
                {item.title}
              </TextLink>
            </p>
            {item.body && (
              <p className="max-w-measure whitespace-pre-line text-ink-soft wrap-anywhere">{item.body}</p>
            )}
            <p className="mt-0.5 text-small text-ink-muted">
              {item.readAt ? "" : <b className="font-strong text-accent being-read:hidden">Unread · </b>}
              {kindOf(item.event).name} · <Timestamp at={item.at} zone={zone} />
            </p>
          </div>
          {!item.readAt && (
            <div className="shrink-0 being-read:opacity-0">
              <RowForm
                action={markReadAction}
                fields={{ id: item.id }}
                label="Mark read"
                accessibleLabel={`Mark read: ${item.title}`}
              />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
