"use client";

import { lazy, Suspense, useEffect, useSyncExternalStore } from "react";
import type { FindItem } from "#components/layout/find-dialog.tsx";
import { currentOverlay, openOverlay, subscribeToOverlays } from "#components/layout/overlays-state.ts";
import { pressSingleKey, restsHere, singleKeysOn } from "#components/layout/single-keys.ts";

type OverlaysProps = {
  /** Finds records by words; a server action. */
  search: (query: string) => Promise<FindItem[]>;
  /** Pages and actions that are always there. */
  places: FindItem[];
};

/** Listens to the keyboard, and shows the windows that belong to no page. They are fetched when first asked for. */
export function Overlays({ search, places }: OverlaysProps) {
  const open = useSyncExternalStore(subscribeToOverlays, currentOverlay, () => null);
  useEffect(() => {
    shellIsThere = true;
    return () => {
      shellIsThere = false;
    };
  }, []);
  if (open === null) return null;
  return (
    <Suspense fallback={null}>
      {open === "find" ? <FindDialog search={search} places={places} /> : <KeysDialog />}
    </Suspense>
  );
}

// From the moment this file has come: a key that is pressed before the page has woken up is not lost.
let shellIsThere = true;
if (typeof document !== "undefined") document.addEventListener("keydown", onKey);

function onKey(event: KeyboardEvent): void {
  if (!shellIsThere || event.defaultPrevented || event.isComposing) return;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openOverlay("find");
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return;
  if (restsHere(event.target) || !singleKeysOn()) return;
  if (event.key === "?") openOverlay("keys");
  else if (!pressSingleKey(event.key.toLowerCase())) return;
  event.preventDefault();
}

const FindDialog = lazy(() =>
  import("#components/layout/find-dialog.tsx").then((module) => ({ default: module.FindDialog })),
);
const KeysDialog = lazy(() =>
  import("#components/layout/keys-dialog.tsx").then((module) => ({ default: module.KeysDialog })),
);
