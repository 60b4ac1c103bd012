"use client";

import { type ReactNode, useRef } from "react";
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
  const form = useRef<HTMLFormElement>(null);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      description={description}
      // Enter alone must not destroy: the focus begins at a field, or at the way out.
      initialFocus={() => form.current?.querySelector<HTMLElement>("textarea, select, [data-leave]") ?? null}
    >
      <form
        ref={form}
        action={async (form) => {
          await action(form);
          onOpenChange(false);
        }}
      >
        {children}
        <div className="mt-6 flex flex-wrap gap-3">
          <SubmitButton variant="danger">{confirmLabel}</SubmitButton>
          <Button variant="quiet" data-leave onClick={() => onOpenChange(false)}>
            Leave it as it is
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
