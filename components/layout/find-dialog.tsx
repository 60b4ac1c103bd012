"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { openOverlay } from "#components/layout/overlays-state.ts";
import { aboutOfPath, aboutText } from "#lib/feedback/model.ts";

/** One thing that can be found: its name, what it is ("Change C-43", "Metric", "Action"), and where it is. */
export type FindItem = {
  label: string;
  kind: string;
  href: string;
  /** It is about the page that it was found from: that is added to the address. */
  aboutHere?: true;
};

function hrefFrom(href: string, pathname: string): string {
  const about = aboutOfPath(pathname);
  return about ? `${href}?about=${encodeURIComponent(aboutText(about))}` : href;
}

type FindDialogProps = {
  search: (query: string) => Promise<FindItem[]>;
  places: FindItem[];
};

type Found = { query: string; items: FindItem[]; failed: boolean };

/** Finds any record, page or action by its words, from the keyboard. */
export function FindDialog({ search, places }: FindDialogProps) {
  const router = useRouter();
  const pathname = usePathname();
  const [query, setQuery] = useState("");
  const found = useFound(search, query.trim());
  const near = places.filter((place) => place.label.toLowerCase().includes(query.trim().toLowerCase()));
  const items = [...(query.trim() === "" ? [] : found.items), ...near];
  return (
    <Dialog.Root open onOpenChange={() => openOverlay(null)}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-20 bg-scrim" />
        <Dialog.Viewport className="fixed inset-0 z-20 flex items-start justify-center px-3 pt-[10vh] pb-3">
          <Dialog.Popup
            aria-label="Find anything"
            className="flex max-h-[min(30rem,80dvh)] w-full max-w-136 flex-col overflow-hidden rounded-panel bg-raised shadow-lift outline-none"
          >
            <Autocomplete.Root
              open
              inline
              items={items}
              value={query}
              onValueChange={setQuery}
              filter={null}
              autoHighlight="always"
              itemToStringValue={(item: FindItem) => item.label}
            >
              <Autocomplete.Input
                aria-label="Find anything"
                placeholder="Changes, metrics, reviews, actions"
                className="min-h-12 w-full flex-none border-b border-rule bg-transparent px-3.5 text-body focus-visible:shadow-none"
              />
              <Autocomplete.Status className="sr-only">
                {statusOf(query.trim(), found, items.length)}
              </Autocomplete.Status>
              <Autocomplete.List className="min-h-0 overflow-y-auto overscroll-contain py-1">
                {(item: FindItem) => (
                  <Autocomplete.Item
                    key={item.href + item.label}
                    value={item}
                    onClick={() => {
                      openOverlay(null);
                      router.push(item.aboutHere ? hrefFrom(item.href, pathname) : item.href);
                    }}
                    className="cursor-pointer justify-between gap-4 px-3.5 py-2 text-small data-highlighted:bg-accent-wash md:flex max-md:min-h-11"
                  >
                    <span>{item.label}</span>
                    <span className="block flex-none text-ink-muted">{item.kind}</span>
                  </Autocomplete.Item>
                )}
              </Autocomplete.List>
              {(items.length === 0 || found.failed) && (
                <p className="px-3.5 pt-1 pb-3 text-small text-ink-muted">
                  {statusOf(query.trim(), found, items.length)}
                </p>
              )}
            </Autocomplete.Root>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

// Waits for a pause in the typing; an answer that comes after a newer question is dropped.
function useFound(search: FindDialogProps["search"], query: string): Found {
  const [found, setFound] = useState<Found>({ query: "", items: [], failed: false });
  useEffect(() => {
    if (query === "") return;
    let late = false;
    const timer = setTimeout(async () => {
      try {
        const items = await search(query);
        if (!late) setFound({ query, items, failed: false });
      } catch {
        if (!late) setFound({ query, items: [], failed: true });
      }
    }, 150);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [search, query]);
  return found;
}

function statusOf(query: string, found: Found, count: number): string {
  if (found.failed) return "The search did not answer. Type on to try again.";
  if (query !== "" && found.query !== query) return "Searching";
  return count === 0 ? `Nothing is called “${query}”.` : `${count} found`;
}
