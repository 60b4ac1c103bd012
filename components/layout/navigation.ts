export type NavItem = {
  label: string;
  href: string;
  /** Behind the name: "14", "1 open". */
  count?: string | null;
};

export type NavCounts = { changes?: string | null };

/** The rail, in groups: what is told, what it is told about, what comes out of it. */
export function railGroups(counts: NavCounts): NavItem[][] {
  return [
    [
      { label: "Overview", href: "/" },
      { label: "Changes", href: "/changes", count: counts.changes },
    ],
    [
      { label: "Systems", href: "/systems" },
      { label: "Metrics", href: "/metrics" },
    ],
    [
      { label: "Plan", href: "/plan" },
      { label: "Settings", href: "/settings" },
    ],
  ];
}

/** Whether a page lies under an item of the navigation. */
export function isUnder(pathname: string, href: string): boolean {
  return href === "/" ? pathname === "/" : pathname === href || pathname.startsWith(`${href}/`);
}
