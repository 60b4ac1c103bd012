"use client";

import { type ReactNode, useActionState } from "react";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { blankForm, type FormState, faultOf } from "#lib/core/form-state.ts";

export type FormParts = {
  /** The fault of a field, by its path in the input. */
  error: (path: string) => string | null;
  /** What was typed last, else what the record holds. */
  typed: (name: string, stored?: string) => string | undefined;
  state: FormState;
};

type ActionFormProps = {
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  /** Which field a fault leads to, where its id is not the path itself. */
  fieldIds?: Record<string, string>;
  /** Names the form for those who cannot see its heading. */
  label: string;
  children: (form: FormParts) => ReactNode;
};

/** A form with its server action: errors above and by the field, and nothing that was typed is lost. */
export function ActionForm({ action, fieldIds = {}, label, children }: ActionFormProps) {
  const [state, submit] = useActionState(action, blankForm);
  const errors = state.faults.map((fault) => ({
    id: fieldIds[fault.path] ?? fault.path,
    message: fault.message,
  }));
  const whole = state.message && errors.length === 0 ? [{ id: "", message: state.message }] : [];
  return (
    <form action={submit} aria-label={label} noValidate key={state.attempt}>
      <ErrorSummary errors={[...errors, ...whole]} />
      {children({
        state,
        error: (path) => faultOf(state, path),
        typed: (name, stored) => state.typed[name] ?? stored,
      })}
    </form>
  );
}
