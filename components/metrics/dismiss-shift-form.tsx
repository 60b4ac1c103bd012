"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { dismissShiftAction } from "#lib/changes/actions.ts";

/** Says why a shift needs no recorded change; closed until somebody wants it. */
export function DismissShiftForm({ metric, at, day }: { metric: string; at: string; day: string }) {
  return (
    <details className="mt-1">
      <summary className="w-max text-accent underline decoration-rule-strong underline-offset-[0.2em] max-md:py-3">
        Dismiss with a reason
        <span className="sr-only"> the shift of {day}</span>
      </summary>
      <ActionForm action={dismissShiftAction} label={`Dismiss the shift of ${day}`} className="mt-3 max-w-96">
        <input type="hidden" name="key" value={metric} />
        <input type="hidden" name="at" value={at} />
        <TextField
          id={`reason-${at}`}
          name="reason"
          label="Why does it need no record?"
          hint="Like: the provider moved the machine"
          autoComplete="off"
        />
        <div className="mt-4">
          <SubmitButton variant="plain" size="medium">
            Dismiss shift
          </SubmitButton>
        </div>
      </ActionForm>
    </details>
  );
}
