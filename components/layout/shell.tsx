import Link from "next/link";
import type { ReactNode } from "react";
import { FindButton } from "#components/layout/find-button.tsx";
import type { FindItem } from "#components/layout/find-dialog.tsx";
import { Me } from "#components/layout/me.tsx";
import { type NavCounts, railGroups, type Unread } from "#components/layout/navigation.ts";
import { Overlays } from "#components/layout/overlays.tsx";
import { RailNav } from "#components/layout/rail-nav.tsx";
import { SampleNotice } from "#components/layout/sample-notice.tsx";
import { TabBar } from "#components/layout/tab-bar.tsx";
import { UnreadCount } from "#components/layout/unread-count.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { NoticeRegion } from "#components/ui/notice-region.tsx";

type ShellProps = {
  organisation: string;
  /** The sample plan is loaded: every page says that its numbers are simulated. */
  sample: boolean;
  me: { name: string; role: string };
  mayRecord: boolean;
  counts?: NavCounts;
  signOut: () => Promise<void>;
  search: (query: string) => Promise<FindItem[]>;
  children: ReactNode;
};

/** The furniture of every signed-in page: rail at a desk, top bar and tabs on a phone, and the page between. */
export function Shell(props: ShellProps) {
  const { organisation, sample, me, mayRecord, counts = {}, signOut, search, children } = props;
  const groups = railGroups(counts);
  return (
    <>
      <a
        href="#main"
        className="absolute top-2 left-2 z-30 rounded-control bg-paper px-3 py-2 not-focus:sr-only print:hidden"
      >
        Skip to content
      </a>
      <div className="min-h-dvh print:min-h-0 md:grid md:grid-cols-[var(--rail)_minmax(0,1fr)] print:block">
        <header className="sticky top-0 flex h-dvh flex-col gap-7 overflow-y-auto pt-7 pb-6 pl-7 text-small max-md:hidden print:hidden">
          <Brand name={organisation} />
          <FindButton className="flex items-center justify-between rounded-control border border-rule-strong px-2.5 py-1.5 text-ink-muted hover:bg-wash">
            <span>Find anything</span>
            <Kbd>Ctrl K</Kbd>
          </FindButton>
          <RailNav groups={groups} />
          <div className="mt-auto">
            <Me {...me} signOut={signOut} />
          </div>
        </header>
        <header className="sticky top-0 z-10 flex h-13 items-center justify-between border-b border-rule bg-paper px-gutter md:hidden print:hidden">
          <Brand name={organisation} />
          <span className="flex items-center gap-1">
            {counts.unread && <NewsLink unread={counts.unread} />}
            <FindButton label="Find anything" className="grid size-11 place-items-center -mr-3">
              <svg
                width="20"
                height="20"
                viewBox="0 0 20 20"
                fill="none"
                stroke="currentColor"
                strokeWidth="1.6"
                strokeLinecap="round"
                aria-hidden="true"
              >
                <circle cx="9" cy="9" r="5.5" />
                <path d="M13.2 13.2L17 17" />
              </svg>
            </FindButton>
          </span>
        </header>
        <main id="main" tabIndex={-1} className="min-w-0 px-gutter pb-20 max-md:pb-26 print:pb-0">
          <div className="max-w-content">
            {sample && <SampleNotice />}
            {children}
          </div>
        </main>
        <TabBar mayRecord={mayRecord} more={groups.flat().filter(({ href }) => !inTabs(href, mayRecord))}>
          <Me {...me} signOut={signOut} />
        </TabBar>
      </div>
      <NoticeRegion />
      <Overlays search={search} places={placesOf(groups.flat(), mayRecord)} />
    </>
  );
}

/** On a phone the rail is away: what waits stands at the top, when something does. */
function NewsLink({ unread }: { unread: Unread }) {
  return (
    <Link
      href="/notifications"
      prefetch={false}
      className="grid min-h-11 min-w-11 place-items-center no-underline empty:hidden"
    >
      <UnreadCount
        shown={unread}
        className="rounded-full border border-accent px-2 font-strong text-accent"
      />
    </Link>
  );
}

function Brand({ name }: { name: string }) {
  return (
    <Link
      href="/"
      prefetch={false}
      className="flex min-h-6 items-center text-body font-strong tracking-tight no-underline max-md:min-h-11"
    >
      {name}
    </Link>
  );
}

function inTabs(href: string, mayRecord: boolean): boolean {
  return ["/", "/changes", "/feedback", mayRecord ? "/changes/new" : "/plan"].includes(href);
}

function placesOf(items: { label: string; href: string }[], mayRecord: boolean): FindItem[] {
  const pages = items.map(({ label, href }) => ({ label, href, kind: "Page" }));
  const record = { label: "Record a change", href: "/changes/new", kind: "Action" };
  const say: FindItem = {
    label: "Say what is slow or broken",
    href: "/feedback/new",
    kind: "Action",
    aboutHere: true,
  };
  return mayRecord ? [record, say, ...pages] : [say, ...pages];
}
