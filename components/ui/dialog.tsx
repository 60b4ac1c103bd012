"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import type { ReactNode, RefObject } from "react";

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons: the one that acts first, the one that leaves after it. */
  actions?: ReactNode;
  /** Where the focus goes first; otherwise to the first control. */
  initialFocus?: RefObject<HTMLElement | null> | (() => HTMLElement | null);
};

/** A window over the page. Import it late: `lazy(() => import(…))`, as ConfirmButton does. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  actions,
  initialFocus,
}: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-20 bg-scrim transition-opacity duration-(--calm) data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Viewport className="fixed inset-0 z-20 flex items-start justify-center overflow-y-auto px-4 py-[12vh]">
          <Base.Popup
            initialFocus={initialFocus}
            className="w-full max-w-120 rounded-panel bg-raised p-6 shadow-lift outline-none transition-opacity duration-(--calm) data-ending-style:opacity-0 data-starting-style:opacity-0"
          >
            <Base.Title className="font-serif text-title font-strong tracking-tight">{title}</Base.Title>
            {description && (
              <Base.Description render={<div />} className="mt-2 text-ink-soft">
                {description}
              </Base.Description>
            )}
            {children}
            {actions && <div className="mt-6 flex flex-wrap gap-3">{actions}</div>}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
