"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { Found } from "#lib/changes/queries.ts";
import type { FormState } from "#lib/core/form-state.ts";
import { editNarrative } from "#lib/plan/commands/edit-narrative.ts";
import { createShareLink, revokeShareLink } from "#lib/plan/commands/share-links.ts";
import { findAnything } from "#lib/plan/queries/find-anything.ts";
import { sessionActor } from "#lib/server/auth/session-actor.ts";
import { env } from "#lib/server/env.ts";
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

export async function createShareLinkAction(previous: FormState, form: FormData): Promise<FormState> {
  let once: string | undefined;
  const quarter = textOf(form, "quarter");
  const state = await answerForm(previous, form, async () => {
    const { path } = await createShareLink(await sessionActor(), {
      what: textOf(form, "what"),
      ...(quarter === undefined ? {} : { quarter }),
      days: textOf(form, "days"),
      parts: form.getAll("parts"),
    });
    once = `${env.BASE_URL}${path}`;
  });
  if (!state.done || once === undefined) return state;
  revalidatePath("/settings/sharing");
  return { ...state, once };
}

export async function revokeShareLinkAction(previous: FormState, form: FormData): Promise<FormState> {
  const state = await answerForm(previous, form, async () =>
    revokeShareLink(await sessionActor(), { id: textOf(form, "id") }),
  );
  if (state.done) revalidatePath("/settings/sharing");
  return state;
}

/** What "Find anything" shows while somebody types. */
export async function findAction(query: string): Promise<Found[]> {
  return findAnything(await sessionActor(), { q: query });
}
