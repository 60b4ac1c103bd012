"use client";

import { useSyncExternalStore } from "react";
import { setSingleKeys, singleKeysOn } from "#components/layout/single-keys.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";

/** Lets a reader switch off keys that act when pressed alone. */
export function SingleKeysSwitch() {
  const on = useSyncExternalStore(subscribe, singleKeysOn, () => true);
  return (
    <div className="mt-field">
      <Checkbox
        label="Single keys"
        hint="Letters act as shortcuts while nobody types; press ? to see them. Kept on this device."
        checked={on}
        onChange={(event) => {
          setSingleKeys(event.target.checked);
          for (const listener of listeners) listener();
        }}
      />
    </div>
  );
}

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
