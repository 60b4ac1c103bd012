export type NavItem = {
  label: string;
  href: string;
  /** Behind the name: "14", "1 open". */
  count?: string | null;
  /** Shows how much news waits, and keeps it fresh. */
  unread?: Unread;
};

export type Unread = { unread: number; more: boolean };

export type NavCounts = { changes?: string | null; unread?: Unread };

/** The rail, in groups: what is told, what it is told about, what comes out of it. */
export function railGroups(counts: NavCounts): NavItem[][] {
  return [
    [
      { label: "Overview", href: "/" },
      { label: "Changes", href: "/changes", count: counts.changes },
      { label: "Roadmap", href: "/roadmap" },
      { label: "Reviews", href: "/reviews" },
      { label: "Feedback", href: "/feedback" },
    ],
    [
      { label: "Systems", href: "/systems" },
      { label: "Metrics", href: "/metrics" },
      { label: "Test runs", href: "/test-runs" },
      { label: "Alerts", href: "/alerts" },
    ],
    [
      { label: "Plan", href: "/plan" },
      { label: "Notifications", href: "/notifications", unread: counts.unread },
      { label: "Settings", href: "/settings" },
    ],
  ];
}

/** Whether a page lies under an item of the navigation. */
export function isUnder(pathname: string, href: string): boolean {
  return href === "/" ? pathname === "/" : pathname === href || pathname.startsWith(`${href}/`);
}
