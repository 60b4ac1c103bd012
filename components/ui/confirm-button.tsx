"use client";

import { lazy, type ReactNode, Suspense, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { ButtonVariant } from "#components/ui/button-look.ts";

type ConfirmButtonProps = {
  /** On the page: "Roll back C-46…" */
  label: string;
  variant?: ButtonVariant;
  /** Names the thing: "Roll back C-46, Connection pool from 20 to 60?" */
  title: string;
  /** What happens then, and what stays. */
  description: ReactNode;
  /** Verb and thing: "Roll back C-46". */
  confirmLabel: string;
  /** Fields that are sent with it: a reason, ids. */
  children?: ReactNode;
  /** Server action. It redirects or throws; the dialog closes when it returns. */
  action: (form: FormData) => Promise<unknown>;
};

/** Asks before it acts, in a dialog that is fetched when first needed. */
export function ConfirmButton({ label, variant = "danger", ...dialog }: ConfirmButtonProps) {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  return (
    <>
      <Button
        variant={variant}
        aria-haspopup="dialog"
        onClick={() => {
          setWanted(true);
          setOpen(true);
        }}
      >
        {label}
      </Button>
      {wanted && (
        <Suspense fallback={null}>
          <ConfirmDialog {...dialog} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}

const ConfirmDialog = lazy(() =>
  import("#components/ui/confirm-dialog.tsx").then((module) => ({ default: module.ConfirmDialog })),
);
