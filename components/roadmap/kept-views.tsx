"use client";

import { lazy, Suspense, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { removeViewAction } from "#lib/roadmap/actions.ts";
import type { KeptView } from "#lib/roadmap/schema.ts";

type KeptViewsProps = {
  views: KeptView[];
  /** This view's filters as they stand in the address; empty where nothing is filtered. */
  query: string;
};

/** Views that the reader kept, and keeping this one. */
export function KeptViews({ views, query }: KeptViewsProps) {
  const [naming, setNaming] = useState(false);
  const known = views.some((view) => view.query === query);
  if (views.length === 0 && !query) return null;
  return (
    <div className="mt-4 flex flex-wrap items-center gap-x-5 gap-y-2 text-small print:hidden">
      {views.length > 0 && (
        <ul aria-label="Kept views" className="flex flex-wrap items-center gap-x-5 gap-y-2">
          {views.map((view) => (
            <li key={view.id} className="flex items-center">
              <TextLink
                href={view.query ? `/roadmap?${view.query}` : "/roadmap"}
                className={view.query === query ? "font-strong max-md:py-2.5" : "max-md:py-2.5"}
              >
                {view.name}
              </TextLink>
              <form action={removeViewAction}>
                <input type="hidden" name="id" value={view.id} />
                <button
                  type="submit"
                  className="grid size-6 place-items-center rounded-control text-ink-muted hover:bg-wash max-md:size-11"
                >
                  <span aria-hidden="true">×</span>
                  <span className="sr-only">Remove the view {view.name}</span>
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
      {query && !known && !naming && (
        <Button variant="quiet" onClick={() => setNaming(true)}>
          Keep this view
        </Button>
      )}
      {query && !known && naming && (
        <Suspense fallback={null}>
          <KeepViewForm query={query} onDone={() => setNaming(false)} />
        </Suspense>
      )}
    </div>
  );
}

const KeepViewForm = lazy(() =>
  import("#components/roadmap/keep-view-form.tsx").then((module) => ({ default: module.KeepViewForm })),
);
