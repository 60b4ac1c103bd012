"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormState } from "#lib/core/form-state.ts";

type RowFormProps = {
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  /** Sent along: the row's id. */
  fields: Record<string, string>;
  label: string;
  /** Names the row too, for those who cannot see it: "End the session in Firefox on Linux". */
  accessibleLabel: string;
};

/** One action of a row, as a button. */
export function RowForm({ action, fields, label, accessibleLabel }: RowFormProps) {
  return (
    <ActionForm action={action}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton variant="quiet" aria-label={accessibleLabel}>
        {label}
      </SubmitButton>
    </ActionForm>
  );
}
