"use client";

import { createContext, use } from "react";
import { blankForm, type FormState, faultOf } from "#lib/core/form-state.ts";

/** What the fields inside an ActionForm know of its last answer. */
export const FormContext = createContext<{ state: FormState; pending: boolean }>({
  state: blankForm,
  pending: false,
});

type FieldInput = { name: string; fault?: string; error?: string | null; defaultValue?: string };

/** The error of a field and what to put into it: what was typed, else what it began with. */
export function useField({ name, fault = name, error, defaultValue }: FieldInput) {
  const { state } = use(FormContext);
  return {
    error: error ?? faultOf(state, fault),
    value: state.typed[name] ?? defaultValue,
    /** For boxes: an unticked one is not sent, so its absence after an answer means "no". */
    answered: state.attempt > 0 && !state.done,
    typed: state.typed[name],
  };
}
