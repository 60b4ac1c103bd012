import { type Fault, isAppError } from "#lib/core/errors.ts";
import type { FormState } from "#lib/core/form-state.ts";

/**
 * Runs a form's verb. Expected refusals come back as the form's next state with everything that was typed; anything
 * else (also Next's own redirects) is thrown on.
 */
export async function answerForm(
  previous: FormState,
  form: FormData,
  work: () => Promise<unknown>,
): Promise<FormState> {
  try {
    await work();
    return { message: null, faults: [], typed: {}, attempt: previous.attempt + 1, done: true };
  } catch (error) {
    if (!isAppError(error) || error.code === "INTERNAL") throw error;
    const faults: Fault[] = error.faults;
    return {
      message: error.message,
      faults,
      typed: typedOf(form),
      attempt: previous.attempt + 1,
      done: false,
    };
  }
}

/** The text fields of a form. Files and secrets are never sent back. */
function typedOf(form: FormData): Record<string, string> {
  const typed: Record<string, string> = {};
  for (const [name, value] of form) {
    if (typeof value === "string" && !name.startsWith("$") && !/password|secret|token/i.test(name))
      typed[name] = value;
  }
  return typed;
}

/** A text field; empty counts as not given. */
export function textOf(form: FormData, name: string): string | undefined {
  const value = form.get(name);
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}
