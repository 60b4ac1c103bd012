"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { isAppError } from "#lib/core/errors.ts";
import type { FormState } from "#lib/core/form-state.ts";
import { createItem } from "#lib/roadmap/commands/create-item.ts";
import { editItem } from "#lib/roadmap/commands/edit-item.ts";
import { keepView, removeView } from "#lib/roadmap/commands/kept-views.ts";
import { linkChange, unlinkChange } from "#lib/roadmap/commands/link-change.ts";
import { linkItemFeedback, unlinkItemFeedback } from "#lib/roadmap/commands/link-feedback.ts";
import { moveItem } from "#lib/roadmap/commands/move-item.ts";
import { readItemForm } from "#lib/roadmap/item-form.ts";
import { sessionActor } from "#lib/server/auth/session-actor.ts";
import { answerForm, textOf } from "#lib/server/form-action.ts";

export async function createItemAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  let number = 0;
  const state = await answerForm(previous, form, async () => {
    const quarter = textOf(form, "quarter") ?? null;
    const feedback = textOf(form, "feedback");
    const answers = feedback ? { feedback: [feedback] } : {};
    const { team, ...fields } = readItemForm(form);
    // Left empty, it is the team of its system.
    const named = team === null ? fields : { ...fields, team };
    number = (await createItem(actor, { ...named, quarter, ...answers })).number;
  });
  if (!state.done) return state;
  revalidatePath("/roadmap");
  redirect(`/roadmap/${number}`);
}

export async function editItemAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const number = Number(textOf(form, "number"));
  const version = Number(textOf(form, "version"));
  const state = await answerForm(previous, form, () =>
    editItem(actor, { ...readItemForm(form), number, version }),
  );
  if (!state.done) return state;
  revalidatePath("/roadmap", "layout");
  redirect(`/roadmap/${number}`);
}

export async function moveItemAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const state = await answerForm(previous, form, () =>
    moveItem(actor, {
      number: Number(textOf(form, "number")),
      horizon: textOf(form, "horizon"),
      quarter: textOf(form, "quarter") ?? null,
      reason: textOf(form, "reason"),
    }),
  );
  if (state.done) revalidatePath("/roadmap", "layout");
  return state;
}

/** Called by the board: where an item was put down, and why, if that was asked. */
export async function putItemAction(input: unknown): Promise<{ refusal: string | null }> {
  const actor = await sessionActor();
  try {
    await moveItem(actor, input);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { refusal: error.faults[0]?.message ?? error.message };
  }
  revalidatePath("/roadmap", "layout");
  return { refusal: null };
}

export async function archiveItemAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const state = await answerForm(previous, form, () =>
    editItem(actor, {
      number: Number(textOf(form, "number")),
      archived: form.get("archived") === "yes",
      reason: textOf(form, "reason"),
    }),
  );
  if (state.done) revalidatePath("/roadmap", "layout");
  return state;
}

export async function linkChangeAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  // People copy "C-42" from where they see it.
  const change = textOf(form, "change")?.trim().replace(/^c-/i, "");
  const state = await answerForm(previous, form, () =>
    linkChange(actor, { number: textOf(form, "number"), change }),
  );
  if (state.done) revalidatePath("/roadmap", "layout");
  return state;
}

export async function unlinkChangeAction(form: FormData): Promise<void> {
  const actor = await sessionActor();
  await unlinkChange(actor, { number: textOf(form, "number"), change: textOf(form, "change") });
  revalidatePath("/roadmap", "layout");
}

export async function linkItemFeedbackAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const feedback = textOf(form, "feedback")?.trim().replace(/^f-/i, "");
  const state = await answerForm(previous, form, () =>
    linkItemFeedback(actor, { number: textOf(form, "number"), feedback }),
  );
  if (state.done) revalidatePath("/roadmap", "layout");
  return state;
}

export async function unlinkItemFeedbackAction(form: FormData): Promise<void> {
  const actor = await sessionActor();
  await unlinkItemFeedback(actor, { number: textOf(form, "number"), feedback: textOf(form, "feedback") });
  revalidatePath("/roadmap", "layout");
}

export async function keepViewAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const state = await answerForm(previous, form, () =>
    keepView(actor, { name: String(form.get("name") ?? ""), query: String(form.get("query") ?? "") }),
  );
  if (state.done) revalidatePath("/roadmap");
  return state;
}

export async function removeViewAction(form: FormData): Promise<void> {
  const actor = await sessionActor();
  await removeView(actor, { id: textOf(form, "id") });
  revalidatePath("/roadmap");
}
