"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { isAppError } from "#lib/core/errors.ts";
import type { FormState } from "#lib/core/form-state.ts";
import { answerSolved } from "#lib/feedback/commands/answer-solved.ts";
import { commentOnFeedback, removeComment } from "#lib/feedback/commands/comment.ts";
import { editFeedback } from "#lib/feedback/commands/edit-feedback.ts";
import { createFeedSecret, revokeFeedSecret } from "#lib/feedback/commands/feed-secrets.ts";
import { followFeedback } from "#lib/feedback/commands/follow.ts";
import { linkFeedback, unlinkFeedback } from "#lib/feedback/commands/link-feedback.ts";
import { mergeFeedback, unmergeFeedback } from "#lib/feedback/commands/merge-feedback.ts";
import { moderateFeedback } from "#lib/feedback/commands/moderate.ts";
import { noteOnFeedback } from "#lib/feedback/commands/note.ts";
import { rateSystem } from "#lib/feedback/commands/rate-system.ts";
import { editFeedbackSettings, setVoteWeights } from "#lib/feedback/commands/settings.ts";
import { createStatus, editStatus } from "#lib/feedback/commands/statuses.ts";
import { submitFeedback } from "#lib/feedback/commands/submit-feedback.ts";
import { voteForFeedback, withdrawVote } from "#lib/feedback/commands/vote.ts";
import { mentionable } from "#lib/feedback/queries/mentionable.ts";
import { similarFeedback } from "#lib/feedback/queries/similar-feedback.ts";
import type { Mentionable, SimilarFeedback, VoteState } from "#lib/feedback/schema.ts";
import { sessionActor } from "#lib/server/auth/session-actor.ts";
import { env } from "#lib/server/env.ts";
import { answerForm, textOf } from "#lib/server/form-action.ts";

export async function submitFeedbackAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  let number = 0;
  const state = await answerForm(previous, form, async () => {
    const sent = await submitFeedback(actor, {
      title: textOf(form, "title") ?? "",
      body: textOf(form, "body"),
      system: textOf(form, "system"),
      about: textOf(form, "about"),
      importance: textOf(form, "importance"),
      visibility: textOf(form, "visibility"),
    });
    number = sent.number;
  });
  if (!state.done) return state;
  revalidatePath("/feedback");
  redirect(`/feedback/${number}`);
}

export async function similarFeedbackAction(text: string): Promise<SimilarFeedback[]> {
  return similarFeedback(await sessionActor(), { text });
}

/** Nobody is offered where the entry cannot be seen any more: the form says so when it is sent. */
export async function mentionableAction(input: {
  number: number;
  typed: string;
  note: boolean;
}): Promise<Mentionable[]> {
  const actor = await sessionActor();
  try {
    return await mentionable(actor, input);
  } catch (error) {
    if (isAppError(error)) return [];
    throw error;
  }
}

/** A vote's new state, or why it was refused: the button shows either. */
export type VoteAnswer = { state: VoteState; refusal: null } | { state: null; refusal: string };

export async function voteAction(input: {
  number: number;
  vote: boolean;
  importance?: number | null;
  affects?: number | null;
}): Promise<VoteAnswer> {
  const actor = await sessionActor();
  const { vote, ...said } = input;
  try {
    const state = vote
      ? await voteForFeedback(actor, said)
      : await withdrawVote(actor, { number: said.number });
    revalidatePath("/feedback", "layout");
    return { state, refusal: null };
  } catch (error) {
    if (isAppError(error)) return { state: null, refusal: error.message };
    throw error;
  }
}

export async function stakeAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const number = textOf(form, "number");
  return shownAt(`/feedback/${number}`, previous, form, () =>
    voteForFeedback(actor, {
      number,
      importance: textOf(form, "importance") ?? null,
      affects: textOf(form, "affects") ?? null,
    }),
  );
}

export async function commentAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const number = textOf(form, "number");
  const body = textOf(form, "body") ?? "";
  return shownAt(`/feedback/${number}`, previous, form, () => commentOnFeedback(actor, { number, body }));
}

export async function removeCommentAction(form: FormData): Promise<void> {
  const number = textOf(form, "number");
  await removeComment(await sessionActor(), { number, comment: textOf(form, "comment") });
  revalidatePath(`/feedback/${number}`);
}

export async function noteAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const number = textOf(form, "number");
  const body = textOf(form, "note") ?? "";
  return shownAt(`/feedback/${number}`, previous, form, () => noteOnFeedback(actor, { number, body }));
}

export async function followAction(form: FormData): Promise<void> {
  const number = textOf(form, "number");
  await followFeedback(await sessionActor(), { number, follow: form.get("follow") === "yes" });
  revalidatePath(`/feedback/${number}`);
}

export async function answerSolvedAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const [number, change] = [textOf(form, "number"), textOf(form, "change")];
  return shownAt(`/feedback/${number}`, previous, form, () =>
    answerSolved(actor, { number, change, answer: textOf(form, "answer") }),
  );
}

export async function triageAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const number = textOf(form, "number");
  return shownAt(`/feedback/${number}`, previous, form, () =>
    editFeedback(actor, {
      number,
      status: textOf(form, "status"),
      reason: textOf(form, "reason"),
      visibility: textOf(form, "visibility"),
    }),
  );
}

export async function editFeedbackAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const number = textOf(form, "number");
  const state = await answerForm(previous, form, () =>
    editFeedback(actor, {
      number,
      version: textOf(form, "version"),
      title: textOf(form, "title") ?? "",
      body: textOf(form, "body") ?? "",
      system: textOf(form, "system") ?? null,
    }),
  );
  if (!state.done) return state;
  revalidatePath(`/feedback/${number}`);
  redirect(`/feedback/${number}`);
}

export async function mergeAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const [number, into] = [textOf(form, "number"), textOf(form, "into")?.replace(/^\s*F-?/i, "")];
  const state = await answerForm(previous, form, () => mergeFeedback(actor, { number, into }));
  if (!state.done) return state;
  revalidatePath("/feedback", "layout");
  redirect(`/feedback/${into?.trim()}`);
}

export async function unmergeAction(form: FormData): Promise<void> {
  const number = textOf(form, "number");
  await unmergeFeedback(await sessionActor(), { number });
  revalidatePath("/feedback", "layout");
  redirect(`/feedback/${number}`);
}

export async function linkAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const number = textOf(form, "number");
  const change = textOf(form, "change")?.trim().replace(/^C-?/i, "");
  return shownAt(`/feedback/${number}`, previous, form, () =>
    linkFeedback(actor, { number, about: `change:${change ?? ""}` }),
  );
}

export async function unlinkAction(form: FormData): Promise<void> {
  const number = textOf(form, "number");
  await unlinkFeedback(await sessionActor(), { number, about: textOf(form, "about") });
  revalidatePath(`/feedback/${number}`);
}

export async function moderateAction(form: FormData): Promise<void> {
  await moderateFeedback(await sessionActor(), {
    number: textOf(form, "number"),
    decision: textOf(form, "decision"),
  });
  revalidatePath("/feedback", "layout");
}

export async function rateSystemAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const system = textOf(form, "system");
  return shownAt(`/systems/${system}`, previous, form, () =>
    rateSystem(actor, { system, value: textOf(form, "value") }),
  );
}

export async function createStatusAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  return shownAt("/settings/feedback", previous, form, () =>
    createStatus(actor, {
      key: textOf(form, "key"),
      name: textOf(form, "name"),
      category: textOf(form, "category"),
    }),
  );
}

export async function editStatusAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  return shownAt("/settings/feedback", previous, form, () =>
    editStatus(actor, {
      key: textOf(form, "key"),
      name: textOf(form, "name"),
      archived: form.get("archived") === "on",
    }),
  );
}

export async function feedbackSettingsAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  return shownAt("/settings/feedback", previous, form, () =>
    editFeedbackSettings(actor, {
      anonymous: form.get("anonymous") === "on",
      publicFeed: form.get("publicFeed") === "on",
    }),
  );
}

export async function voteWeightsAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const given = [...form].filter(([name, value]) => name.startsWith("weight-") && value !== "");
  const weights = Object.fromEntries(given.map(([name, value]) => [name.slice(7), Number(value)]));
  return shownAt("/settings/feedback", previous, form, () => setVoteWeights(actor, { weights }));
}

export async function createFeedSecretAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  let secret = "";
  const state = await shownAt("/settings", previous, form, async () => {
    secret = (await createFeedSecret(actor)).secret;
  });
  return state.done ? { ...state, once: new URL(`/feeds/${secret}/`, env.BASE_URL).href } : state;
}

export async function revokeFeedSecretAction(form: FormData): Promise<void> {
  await revokeFeedSecret(await sessionActor(), { id: textOf(form, "id") });
  revalidatePath("/settings");
}

async function shownAt(
  path: string,
  previous: FormState,
  form: FormData,
  work: () => Promise<unknown>,
): Promise<FormState> {
  const state = await answerForm(previous, form, work);
  if (state.done) revalidatePath(path);
  return state;
}
