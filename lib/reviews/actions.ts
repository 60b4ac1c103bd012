"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { invalid } from "#lib/core/errors.ts";
import type { FormState } from "#lib/core/form-state.ts";
import { closeAction, recordAction } from "#lib/reviews/commands/actions-of-review.ts";
import { commentOnReview } from "#lib/reviews/commands/comment-on-review.ts";
import { decideOnChange } from "#lib/reviews/commands/decide-on-change.ts";
import { editReviewSettings } from "#lib/reviews/commands/edit-review-settings.ts";
import { markTeam } from "#lib/reviews/commands/mark-team.ts";
import { openReview } from "#lib/reviews/commands/open-review.ts";
import { reopenReview } from "#lib/reviews/commands/reopen-review.ts";
import { signReview } from "#lib/reviews/commands/sign-review.ts";
import { stateQuarter } from "#lib/reviews/commands/state-quarter.ts";
import { nextUnmarked } from "#lib/reviews/queries/walk.ts";
import { teamQuery } from "#lib/reviews/team-rows.ts";
import { sessionActor } from "#lib/server/auth/session-actor.ts";
import { answerForm, textOf } from "#lib/server/form-action.ts";

export async function openReviewAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const quarter = textOf(form, "quarter");
  const state = await answerForm(previous, form, () => openReview(actor, { quarter }));
  if (!state.done) return state;
  revalidatePath("/reviews");
  redirect(`/reviews/${quarter}`);
}

/** Decides and goes on to the next change that has no mark, or to the signing page (of a team, to its part) when all have one. */
export async function decideAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const quarter = textOf(form, "quarter") ?? "";
  const change = Number(textOf(form, "change"));
  const team = textOf(form, "team");
  const title = textOf(form, "actionTitle");
  const state = await answerForm(previous, form, () =>
    decideOnChange(actor, {
      quarter,
      change,
      decision: form.get("markOpen") ? "open" : textOf(form, "decision"),
      note: textOf(form, "note"),
      action: title && {
        title,
        owner: textOf(form, "actionOwner") ?? null,
        dueQuarter: textOf(form, "actionQuarter"),
      },
    }),
  );
  if (!state.done) return state;
  revalidatePath(`/reviews/${quarter}`, "layout");
  const next = await nextUnmarked(actor, { quarter, change, team });
  if (next !== null) redirect(`/reviews/${quarter}/walk?change=${next}${teamQuery(team, "?")}`);
  redirect(team ? `/reviews/${quarter}${teamQuery(team, "")}` : `/reviews/${quarter}/sign`);
}

export async function markTeamAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const quarter = textOf(form, "quarter") ?? "";
  const state = await answerForm(previous, form, () =>
    markTeam(actor, { quarter, team: textOf(form, "team"), goneThrough: form.get("goneThrough") === "yes" }),
  );
  if (state.done) revalidatePath(`/reviews/${quarter}`, "layout");
  return state;
}

export async function recordActionAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const quarter = textOf(form, "quarter") ?? "";
  const state = await answerForm(previous, form, () =>
    recordAction(actor, {
      quarter,
      title: textOf(form, "title"),
      owner: textOf(form, "owner") ?? null,
      dueQuarter: textOf(form, "dueQuarter"),
    }),
  );
  if (state.done) revalidatePath(`/reviews/${quarter}`, "layout");
  return state;
}

export async function closeActionAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const state = await answerForm(previous, form, () =>
    closeAction(actor, {
      id: textOf(form, "id"),
      status: textOf(form, "status"),
      note: textOf(form, "note"),
    }),
  );
  if (state.done) revalidatePath("/reviews", "layout");
  return state;
}

export async function commentAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const quarter = textOf(form, "quarter") ?? "";
  const change = textOf(form, "change");
  const state = await answerForm(previous, form, () =>
    commentOnReview(actor, { quarter, body: textOf(form, "body"), ...(change ? { change } : {}) }),
  );
  if (state.done) revalidatePath(`/reviews/${quarter}`, "layout");
  return state;
}

/** States what a quarter amounts to, or takes it back. Every page that shows the headline shows it. */
export async function stateQuarterAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const state = await answerForm(previous, form, () =>
    stateQuarter(actor, {
      quarter: textOf(form, "quarter"),
      words: form.get("takeBack") ? null : textOf(form, "words"),
      reason: textOf(form, "reason"),
    }),
  );
  if (state.done) revalidatePath("/", "layout");
  return state;
}

export async function signReviewAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const quarter = textOf(form, "quarter") ?? "";
  const password = form.get("password");
  const state = await answerForm(previous, form, async () => {
    refuseUnticked(form);
    await signReview(actor, { quarter, ...(typeof password === "string" && password ? { password } : {}) });
  });
  if (!state.done) return state;
  revalidatePath("/reviews", "layout");
  redirect(`/reviews/${quarter}`);
}

export async function reopenReviewAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const quarter = textOf(form, "quarter") ?? "";
  const state = await answerForm(previous, form, () =>
    reopenReview(actor, { quarter, reason: textOf(form, "reason") }),
  );
  if (!state.done) return state;
  revalidatePath("/reviews", "layout");
  redirect(`/reviews/${quarter}`);
}

export async function editReviewSettingsAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const state = await answerForm(previous, form, () =>
    editReviewSettings(actor, {
      signers: textOf(form, "signers"),
      dueDays: textOf(form, "dueDays"),
      fourEyes: form.get("fourEyes") === "on",
    }),
  );
  if (state.done) revalidatePath("/settings/reviews");
  return state;
}

/** The statements that a signature on the page stands for. */
function refuseUnticked(form: FormData): void {
  const faults = [
    ...(form.get("read")
      ? []
      : [{ path: "read", message: "Read the evidence, or mark the change as open." }]),
    ...(form.get("asksCarried") && !form.get("carried")
      ? [{ path: "carried", message: "Say that the open items are carried on." }]
      : []),
  ];
  if (faults.length > 0) throw invalid(faults);
}
