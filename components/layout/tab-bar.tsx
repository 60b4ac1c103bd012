"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { isUnder, type NavItem } from "#components/layout/navigation.ts";
import { UnreadCount } from "#components/layout/unread-count.tsx";
import { classNames } from "#components/ui/class-names.ts";

type TabBarProps = {
  mayRecord: boolean;
  /** What does not fit: shown by "More". */
  more: NavItem[];
  /** Name, role and sign-out, under the list of "More". */
  children: ReactNode;
};

/** A phone's navigation: five places under the thumb. "More" is the browser's own popover, so it needs no script. */
export function TabBar({ mayRecord, more, children }: TabBarProps) {
  const pathname = usePathname();
  const sheet = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every move to another page closes the sheet
  useEffect(() => sheet.current?.hidePopover(), [pathname]);
  const tabs = mayRecord ? withRecord : withoutRecord;
  const beyond = more.some((item) => isUnder(pathname, item.href));
  return (
    <nav
      aria-label="Main, short"
      className="fixed inset-x-0 bottom-0 z-10 grid grid-cols-5 border-t border-rule bg-paper pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      {tabs.map(({ label, href, icon }) => {
        const current = href === "/changes" ? under(pathname) : isUnder(pathname, href);
        return (
          <Link
            key={href}
            href={href}
            prefetch={false}
            aria-current={current ? "page" : undefined}
            className={classNames(look, current ? "font-strong text-accent" : "text-ink-muted")}
          >
            <Icon path={icon} />
            {label}
          </Link>
        );
      })}
      <button
        type="button"
        popoverTarget="more"
        className={classNames(look, beyond ? "font-strong text-accent" : "text-ink-muted")}
      >
        <Icon path="M4 10v.05M10 10v.05M16 10v.05" width={2.4} />
        More
      </button>
      <div
        ref={sheet}
        id="more"
        popover="auto"
        className="inset-x-3 top-auto bottom-18 m-0 w-auto rounded-panel bg-raised p-2 text-ink shadow-lift"
      >
        <ul>
          {more.map(({ label, href, unread }) => (
            <li key={href}>
              <Link
                href={href}
                prefetch={false}
                aria-current={isUnder(pathname, href) ? "page" : undefined}
                className="flex min-h-11 items-center justify-between rounded-control px-3 text-ink no-underline aria-[current]:font-strong"
              >
                <span>{label}</span>
                {unread && <UnreadCount shown={unread} className="font-strong text-accent" />}
              </Link>
            </li>
          ))}
        </ul>
        <div className="mt-2 border-t border-rule px-3 pt-3 pb-1">{children}</div>
      </div>
    </nav>
  );
}

// Recording lives under /changes but has a tab of its own.
function under(pathname: string): boolean {
  return isUnder(pathname, "/changes") && pathname !== "/changes/new";
}

function Icon({ path, width = 1.5 }: { path: string; width?: number }) {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={width}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  );
}

const look = "grid min-h-13 place-items-center gap-0.75 pt-2 pb-1.75 text-micro no-underline";

const overview = { label: "Overview", href: "/", icon: "M3.5 15.5v-6M8 15.5v-11M12.5 15.5v-4M17 15.5v-8" };
const changes = { label: "Changes", href: "/changes", icon: "M3.5 5h13M3.5 10h13M3.5 15h8" };
const record = { label: "Record", href: "/changes/new", icon: "M10 4v12M4 10h12" };
const feedback = { label: "Feedback", href: "/feedback", icon: "M3.5 4.5h13v9h-7l-3.5 3v-3H3.5z" };
const plan = { label: "Plan", href: "/plan", icon: "M5 3.5h7l3 3v10H5zM7.5 9.5h5M7.5 12.5h5" };
const withRecord = [overview, changes, record, feedback];
const withoutRecord = [overview, changes, feedback, plan];
