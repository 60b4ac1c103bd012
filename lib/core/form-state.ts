import type { Fault } from "#lib/core/errors.ts";

/**
 * What a form gets back from its action: every fault by field, one message for the whole, and what was typed, so that
 * nothing is lost. `undefined` before the first submit.
 */
export type FormState = {
  message: string | null;
  faults: Fault[];
  /** As submitted, by field name. */
  typed: Record<string, string>;
  /** Grows with each answer, so that a form can move focus to its error summary again. */
  attempt: number;
  done: boolean;
  /** A secret made by this submit, to be shown now and never again: a link, a token. */
  once?: string;
};

export const blankForm: FormState = { message: null, faults: [], typed: {}, attempt: 0, done: false };

export function faultOf(state: FormState, path: string): string | null {
  return state.faults.find((fault) => fault.path === path)?.message ?? null;
}
