"use client";

import { unstable_rethrow } from "next/navigation";
import { type ReactNode, startTransition, useActionState, useState } from "react";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { FormContext } from "#components/ui/form-context.ts";
import { blankForm, type FormState, faultOf } from "#lib/core/form-state.ts";

export type FormParts = {
  /** The fault of a field, by its path in the input. */
  error: (path: string) => string | null;
  /** What was typed last, else what the record holds. */
  typed: (name: string, stored?: string) => string | undefined;
  state: FormState;
  pending: boolean;
};

type ActionFormProps = {
  /** A server action that answers with the form's next state, or redirects. */
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  /** Which field a fault leads to, where its id is not the path itself: { appliedAt: "applied" }. */
  fieldIds?: Record<string, string>;
  /** Names the form for those who cannot see its heading. */
  label?: string;
  /** Called after an answer that says done. */
  onDone?: () => void;
  className?: string;
  children: ReactNode | ((form: FormParts) => ReactNode);
};

/**
 * A form that loses nothing: faults stand by their fields and in a summary above, what was typed stays, also when the
 * portal cannot be reached. Our fields find their faults by name. Works without script, as a plain post.
 */
export function ActionForm(props: ActionFormProps) {
  const { action, fieldIds = {}, label, onDone, className, children } = props;
  const [posted, post, posting] = useActionState(action, blankForm);
  const [answer, setAnswer] = useState<FormState | null>(null);
  const [sending, setSending] = useState(false);
  const state = answer ?? posted;
  const pending = posting || sending;
  const send = async (form: FormData) => {
    setSending(true);
    try {
      const next = await action(state, form);
      startTransition(() => setAnswer(next));
      if (next.done) onDone?.();
    } catch (error) {
      unstable_rethrow(error);
      setAnswer({ ...unreachable, attempt: state.attempt + 1 });
    } finally {
      setSending(false);
    }
  };
  return (
    <form
      action={post}
      aria-label={label}
      noValidate
      className={className}
      onSubmit={(event) => {
        // Sent by hand, so that the browser does not empty the fields afterwards.
        event.preventDefault();
        const { submitter } = event.nativeEvent as SubmitEvent;
        const form = new FormData(event.currentTarget, submitter);
        if (!pending) startTransition(() => send(form));
      }}
    >
      <FormContext value={{ state, pending }}>
        <ErrorSummary key={`answer-${state.attempt}`} errors={errorsOf(state, fieldIds)} />
        {typeof children === "function" ? children(partsOf(state, pending)) : children}
      </FormContext>
    </form>
  );
}

const unreachable: FormState = {
  ...blankForm,
  message: "The portal could not be reached. Nothing was lost: what you typed is still here. Try again.",
};

function errorsOf(state: FormState, fieldIds: Record<string, string>) {
  if (state.faults.length === 0) return state.message ? [{ id: "", message: state.message }] : [];
  return state.faults.map(({ path, message }) => ({ id: fieldIds[path] ?? path, message }));
}

function partsOf(state: FormState, pending: boolean): FormParts {
  return {
    state,
    pending,
    error: (path) => faultOf(state, path),
    typed: (name, stored) => state.typed[name] ?? stored,
  };
}
