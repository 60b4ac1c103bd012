"use client";

import { useSyncExternalStore } from "react";
import { Button } from "#components/ui/button.tsx";
import { currentNotice, notify, subscribeToNotices } from "#components/ui/notices.ts";

/** Where messages appear and are read out. Once per page, in the shell. */
export function NoticeRegion() {
  const notice = useSyncExternalStore(subscribeToNotices, currentNotice, () => null);
  return (
    <section
      aria-label="Messages"
      className="pointer-events-none fixed inset-x-4 bottom-18 z-30 md:inset-x-auto md:right-6 md:bottom-6 print:hidden"
    >
      <div role="status">
        {notice && (
          <div className="pointer-events-auto flex max-w-108 items-center justify-between gap-4 rounded-panel bg-raised py-2 pr-2 pl-4 shadow-lift">
            <span className="text-small">{notice.text}</span>
            <span className="flex shrink-0">
              {notice.undo && (
                <Button
                  variant="quiet"
                  onClick={() => {
                    notice.undo?.();
                    notify(null);
                  }}
                >
                  Undo
                </Button>
              )}
              <Button variant="quiet" aria-label="Close message" onClick={() => notify(null)}>
                <span aria-hidden="true">×</span>
              </Button>
            </span>
          </div>
        )}
      </div>
    </section>
  );
}
