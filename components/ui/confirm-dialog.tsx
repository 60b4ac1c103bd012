"use client";

import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";

type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description: ReactNode;
  confirmLabel: string;
  children?: ReactNode;
  action: (form: FormData) => Promise<unknown>;
};

/** Names the thing, says what happens, and acts only on the button that says so. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, title, description, confirmLabel, children, action } = props;
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} description={description}>
      <form
        action={async (form) => {
          await action(form);
          onOpenChange(false);
        }}
      >
        {children}
        <div className="mt-6 flex flex-wrap gap-3">
          <SubmitButton variant="danger">{confirmLabel}</SubmitButton>
          <Button variant="quiet" onClick={() => onOpenChange(false)}>
            Leave it as it is
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
