"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import type { Unread } from "#components/layout/navigation.ts";
import { classNames } from "#components/ui/class-names.ts";

type UnreadCountProps = { shown: Unread; className?: string };

/** How much news waits; nothing when none does. It keeps itself fresh, but only once the page has been read a while. */
export function UnreadCount({ shown, className }: UnreadCountProps) {
  const [fresh, setFresh] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setFresh(true), 2_000);
    return () => clearTimeout(timer);
  }, []);
  const first = <Count unread={shown} className={className} />;
  if (!fresh) return first;
  return (
    <Suspense fallback={first}>
      <FreshCount first={shown}>{(unread) => <Count unread={unread} className={className} />}</FreshCount>
    </Suspense>
  );
}

function Count({ unread: { unread, more }, className }: { unread: Unread; className: string | undefined }) {
  if (unread === 0) return null;
  return (
    <span className={classNames("text-micro tabular-nums", className)}>
      {unread}
      {more && "+"}
      <span className="sr-only"> unread</span>
    </span>
  );
}

// The client of the API and react-query come with it, after everything that is read first.
const FreshCount = lazy(() =>
  import("#components/layout/fresh-count.tsx").then((module) => ({ default: module.FreshCount })),
);
