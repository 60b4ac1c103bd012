"use server";

import { redirect } from "next/navigation";
import type { FormState } from "#lib/core/form-state.ts";
import { sessionActor } from "#lib/server/auth/session-actor.ts";
import { answerForm } from "#lib/server/form-action.ts";
import { loadSample } from "#prisma/sample/load.ts";

/** What the first admin chose to begin with. Sample accounts are not made: the portal has its admin. */
export async function loadSampleAction(previous: FormState, form: FormData): Promise<FormState> {
  const state = await answerForm(previous, form, async () =>
    loadSample(await sessionActor(), { accounts: false, now: new Date() }),
  );
  if (!state.done) return state;
  redirect("/");
}
