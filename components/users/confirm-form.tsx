"use client";

import { lazy, type ReactNode, Suspense, useState } from "react";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormState } from "#lib/core/form-state.ts";

type ConfirmFormProps = {
  /** On the page: "Disable Thandi Nkosi…" */
  label: string;
  /** Names the thing: "Disable Thandi Nkosi?" */
  title: string;
  /** What happens then, and what stays. */
  description: ReactNode;
  /** Verb and thing: "Disable Thandi Nkosi". */
  confirmLabel: string;
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  variant?: "danger" | "quiet";
  /** Sent along: ids. */
  fields: Record<string, string>;
};

/** Asks before it acts, and says in the same window why it could not. */
export function ConfirmForm(props: ConfirmFormProps) {
  const { label, title, description, confirmLabel, action, fields, variant = "danger" } = props;
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant={variant} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <Dialog open onOpenChange={setOpen} title={title} description={description}>
            <ActionForm action={action} label={title} className="mt-6" onDone={() => setOpen(false)}>
              {Object.entries(fields).map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
              <div className="mt-6 flex flex-wrap gap-3">
                <SubmitButton variant="danger">{confirmLabel}</SubmitButton>
                <Button variant="quiet" onClick={() => setOpen(false)}>
                  Leave it as it is
                </Button>
              </div>
            </ActionForm>
          </Dialog>
        </Suspense>
      )}
    </>
  );
}

const Dialog = lazy(() => import("#components/ui/dialog.tsx").then((module) => ({ default: module.Dialog })));
