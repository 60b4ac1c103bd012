"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { FormState } from "#lib/core/form-state.ts";
import { editNarrative } from "#lib/plan/commands.ts";
import { sessionActor } from "#lib/server/auth/session-actor.ts";
import { answerForm, textOf } from "#lib/server/form-action.ts";

export async function editNarrativeAction(previous: FormState, form: FormData): Promise<FormState> {
  const section = textOf(form, "section");
  const state = await answerForm(previous, form, async () =>
    editNarrative(await sessionActor(), {
      section,
      markdown: textOf(form, "markdown") ?? "",
      version: textOf(form, "version"),
    }),
  );
  if (!state.done) return state;
  revalidatePath("/plan");
  redirect(`/plan#${section}`);
}
