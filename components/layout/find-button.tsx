"use client";

import type { ReactNode } from "react";
import { openOverlay } from "#components/layout/overlays-state.ts";

type FindButtonProps = { label?: string; className?: string; children: ReactNode };

/** Opens "Find anything". */
export function FindButton({ label, className, children }: FindButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K"
      className={className}
      onClick={() => openOverlay("find")}
    >
      {children}
    </button>
  );
}
