"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { Found } from "#lib/changes/queries.ts";
import { type Fault, invalid, isAppError } from "#lib/core/errors.ts";
import type { FormState } from "#lib/core/form-state.ts";
import { adoptPlan } from "#lib/plan/commands/adopt-plan.ts";
import { editNarrative } from "#lib/plan/commands/edit-narrative.ts";
import { createShareLink, revokeShareLink } from "#lib/plan/commands/share-links.ts";
import { readConfirmedDays } from "#lib/plan/confirmed-days.ts";
import { findAnything } from "#lib/plan/queries/find-anything.ts";
import { previewPlan } from "#lib/plan/queries/read-plan.ts";
import type { PlanPreview } from "#lib/plan/schema.ts";
import { sessionActor } from "#lib/server/auth/session-actor.ts";
import { env } from "#lib/server/env.ts";
import { answerForm, textOf } from "#lib/server/form-action.ts";
import { readersZone } from "#lib/users/queries.ts";

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

export type PlanAnswer<Answer> =
  | { answer: Answer; refusal: null }
  | { answer: null; refusal: { message: string; faults: Fault[] } };

/** An uploaded plan, for the page that asks to confirm it. */
export async function previewPlanAction(file: string): Promise<PlanAnswer<PlanPreview>> {
  const actor = await sessionActor();
  return answered(() => previewPlan(actor, { file }));
}

/** Days are as typed, in the reader's zone; an empty one is none. */
export type ConfirmedChange = {
  line: number;
  title: string;
  area: string;
  practice: string | null;
  system: string;
  day: string;
};

export async function adoptPlanAction(
  file: string,
  confirmed: ConfirmedChange[],
): Promise<PlanAnswer<{ numbers: number[] }>> {
  const actor = await sessionActor();
  const zone = await readersZone(actor);
  const result = await answered(() => {
    const { changes, faults } = readConfirmedDays(confirmed, zone);
    if (faults.length > 0) throw invalid(faults);
    return adoptPlan(actor, { file, changes });
  });
  if (result.answer) revalidatePath("/changes");
  return result;
}

async function answered<Answer>(work: () => Promise<Answer>): Promise<PlanAnswer<Answer>> {
  try {
    return { answer: await work(), refusal: null };
  } catch (error) {
    if (!isAppError(error) || error.code === "INTERNAL") throw error;
    return {
      answer: null,
      refusal: { message: error.faults[0]?.message ?? error.message, faults: error.faults },
    };
  }
}

/** What "Find anything" shows while somebody types. */
export async function findAction(query: string): Promise<Found[]> {
  return findAnything(await sessionActor(), { q: query });
}
