"use client";

import { useState } from "react";
import { openOverlay } from "#components/layout/overlays-state.ts";
import { keysOfPage, setSingleKeys, singleKeysOn } from "#components/layout/single-keys.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";

/** The keys of the portal and of this page, and the switch for the single ones. */
export function KeysDialog() {
  const [own] = useState(keysOfPage);
  const [on, setOn] = useState(singleKeysOn);
  const keys = [{ key: "Ctrl K", name: "Find anything" }, { key: "?", name: "Show the keys" }, ...own];
  return (
    <Dialog
      open
      onOpenChange={() => openOverlay(null)}
      title="Keys"
      actions={<Button onClick={() => openOverlay(null)}>Close</Button>}
    >
      <dl className="mt-4 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-2 text-small">
        {keys.map(({ key, name }) => (
          <div key={key + name} className="contents">
            <dt>
              <Kbd>{key}</Kbd>
            </dt>
            <dd>{name}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-4 border-t border-rule pt-3">
        <Checkbox
          label="Single keys"
          hint="They rest while you type. Kept on this device; Ctrl K always works."
          checked={on}
          onChange={(event) => {
            setSingleKeys(event.target.checked);
            setOn(event.target.checked);
          }}
        />
      </div>
    </Dialog>
  );
}
