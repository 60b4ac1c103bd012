"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { isUnder, type NavItem } from "#components/layout/navigation.ts";
import { UnreadCount } from "#components/layout/unread-count.tsx";
import { classNames } from "#components/ui/class-names.ts";

/** The navigation of the rail: words, no icons; the page you are under is marked. */
export function RailNav({ groups }: { groups: NavItem[][] }) {
  const pathname = usePathname();
  return (
    <nav aria-label="Main" className="grid gap-4">
      {groups.map((items) => (
        <ul key={items[0]?.href} className="grid gap-0.5">
          {items.map(({ label, href, count, unread }) => {
            const current = isUnder(pathname, href);
            return (
              <li key={href}>
                <Link
                  href={href}
                  prefetch={false}
                  aria-current={current ? (pathname === href ? "page" : "true") : undefined}
                  className={classNames(
                    "-ml-2.5 flex items-center justify-between rounded-control px-2.5 py-1.25",
                    current
                      ? "bg-wash-strong font-strong text-ink"
                      : "text-ink-soft hover:bg-wash hover:text-ink",
                  )}
                >
                  <span>{label}</span>
                  {unread && <UnreadCount shown={unread} className="font-strong text-accent" />}
                  {count && (
                    <span className="text-micro font-normal tabular-nums text-ink-muted">{count}</span>
                  )}
                </Link>
              </li>
            );
          })}
        </ul>
      ))}
    </nav>
  );
}
