"use client";

import { lazy, Suspense, useState } from "react";
import { Button } from "#components/ui/button.tsx";

/** Opens the window in which somebody says what came of an action; it is fetched when first needed. */
export function CloseActionForm({ id, title }: { id: string; title: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button aria-haspopup="dialog" aria-label={`Close: ${title}`} onClick={() => setOpen(true)}>
        Close
      </Button>
      {open && (
        <Suspense fallback={null}>
          <CloseActionDialog id={id} title={title} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

const CloseActionDialog = lazy(() =>
  import("#components/reviews/close-action-dialog.tsx").then((module) => ({
    default: module.CloseActionDialog,
  })),
);
