"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { readChangeForm } from "#lib/changes/change-form.ts";
import { dismissShift } from "#lib/changes/commands/dismiss-shift.ts";
import { editChange } from "#lib/changes/commands/edit-change.ts";
import { measureChange } from "#lib/changes/commands/measure-change.ts";
import { moveChange } from "#lib/changes/commands/move-change.ts";
import { createPractice, editPractice } from "#lib/changes/commands/practices.ts";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import { createWebhook, editWebhook, replaceWebhookSecret } from "#lib/changes/commands/webhooks.ts";
import { similarChanges } from "#lib/changes/queries/similar-changes.ts";
import type { ChangeListItem } from "#lib/changes/schema.ts";
import { changeInputSchema } from "#lib/changes/schema.ts";
import { rulesOfText } from "#lib/changes/webhook-rules.ts";
import { type Fault, invalid, isAppError } from "#lib/core/errors.ts";
import type { FormState } from "#lib/core/form-state.ts";
import { parse } from "#lib/core/parse.ts";
import { sessionActor } from "#lib/server/auth/session-actor.ts";
import { answerForm, textOf } from "#lib/server/form-action.ts";
import { readersZone } from "#lib/users/queries.ts";

export async function recordChangeAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const zone = await readersZone(actor);
  let number = 0;
  const state = await answerForm(previous, form, async () => {
    const input = readOrRefuse(form, zone);
    // Left empty, it is the team of its system.
    const { team, ...fields } = input;
    const named = team === null ? fields : input;
    number = (await recordChange(actor, form.get("draft") ? { ...named, status: "draft" } : named)).number;
  });
  if (!state.done) return state;
  revalidatePath("/changes");
  redirect(form.get("addEvidence") ? `/changes/${number}/evidence` : `/changes/${number}`);
}

export async function editChangeAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const zone = await readersZone(actor);
  const number = Number(textOf(form, "number"));
  const state = await answerForm(previous, form, () =>
    editChange(actor, { ...readOrRefuse(form, zone), number, version: Number(textOf(form, "version")) }),
  );
  if (!state.done) return state;
  revalidatePath(`/changes/${number}`);
  redirect(`/changes/${number}`);
}

export async function moveChangeAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const number = Number(textOf(form, "number"));
  const state = await answerForm(previous, form, () =>
    moveChange(actor, { number, status: textOf(form, "status"), reason: textOf(form, "reason") }),
  );
  if (state.done) revalidatePath(`/changes/${number}`);
  return state;
}

export type MeasureAnswer = { refusal: { message: string; faults: Fault[] } | null };

/** Called by the evidence page with the ids of uploaded files. */
export async function measureChangeAction(input: unknown): Promise<MeasureAnswer> {
  const actor = await sessionActor();
  try {
    await measureChange(actor, input);
    revalidatePath("/changes", "layout");
    return { refusal: null };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { refusal: { message: error.message, faults: error.faults } };
  }
}

/** Asks for a verdict from the metric's own series; a job fetches it. */
export async function fetchSeriesAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const number = Number(textOf(form, "number"));
  const state = await answerForm(previous, form, () =>
    measureChange(actor, { number, metric: textOf(form, "metric") ?? "", window: textOf(form, "window") }),
  );
  if (!state.done) return state;
  revalidatePath(`/changes/${number}`);
  redirect(`/changes/${number}`);
}

export async function dismissShiftAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const key = textOf(form, "key") ?? "";
  const state = await answerForm(previous, form, () =>
    dismissShift(actor, { key, at: textOf(form, "at"), reason: textOf(form, "reason") ?? "" }),
  );
  if (state.done) revalidatePath(`/metrics/${key}`);
  return state;
}

export async function similarChangesAction(input: {
  title: string;
  system?: string;
  exceptNumber?: number;
}): Promise<ChangeListItem[]> {
  return similarChanges(await sessionActor(), input);
}

export async function createPracticeAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const state = await answerForm(previous, form, () =>
    createPractice(actor, {
      key: textOf(form, "key"),
      area: textOf(form, "area"),
      name: textOf(form, "name"),
    }),
  );
  if (state.done) revalidatePath("/settings/practices");
  return state;
}

export async function editPracticeAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const state = await answerForm(previous, form, () =>
    editPractice(actor, {
      key: textOf(form, "key"),
      name: textOf(form, "name"),
      archived: form.get("archived") === "on",
    }),
  );
  if (state.done) revalidatePath("/settings/practices");
  return state;
}

/** Names every fault at once: what could not be read and what the verb's schema refuses. */
function readOrRefuse(form: FormData, timeZone: string): Record<string, unknown> {
  const { input, faults } = readChangeForm(form, timeZone);
  if (faults.length === 0) return input;
  try {
    parse(changeInputSchema, input);
  } catch (error) {
    if (isAppError(error)) throw invalid([...faults, ...error.faults]);
    throw error;
  }
  throw invalid(faults);
}

export async function createWebhookAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  let once = "";
  const state = await answerForm(previous, form, async () => {
    const made = await createWebhook(actor, { ...webhookFieldsOf(form), kind: textOf(form, "kind") });
    once = made.secret;
  });
  if (!state.done) return state;
  revalidatePath("/settings/webhooks");
  return { ...state, once };
}

export async function editWebhookAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const state = await answerForm(previous, form, () =>
    editWebhook(actor, { ...webhookFieldsOf(form), id: textOf(form, "id") }),
  );
  if (!state.done) return state;
  revalidatePath("/settings/webhooks");
  redirect("/settings/webhooks");
}

export async function replaceWebhookSecretAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  let once = "";
  const state = await answerForm(previous, form, async () => {
    const input = { id: textOf(form, "id"), keepHours: textOf(form, "keepHours") };
    once = (await replaceWebhookSecret(actor, input)).secret;
  });
  if (!state.done) return state;
  revalidatePath(`/settings/webhooks/${textOf(form, "id")}`);
  return { ...state, once };
}

export async function endWebhookAction(form: FormData): Promise<void> {
  await editWebhook(await sessionActor(), { id: textOf(form, "id"), ended: true });
  revalidatePath("/settings/webhooks");
  redirect("/settings/webhooks");
}

/** Lists are written a line or a word each. The area and its practice are one choice: "database/indexing". */
function webhookFieldsOf(form: FormData) {
  const [area, practice] = (textOf(form, "place") ?? "code").split("/");
  const wordsOf = (name: string) =>
    (textOf(form, name) ?? "")
      .split(/[,\n]/)
      .map((word) => word.trim())
      .filter((word) => word !== "");
  return {
    name: textOf(form, "name"),
    system: textOf(form, "system") ?? null,
    area,
    practice: practice ?? null,
    owner: textOf(form, "owner") ?? null,
    rules: rulesOfText(textOf(form, "rules") ?? ""),
    environments: wordsOf("environments"),
    ...(form.has("labels") ? { labels: wordsOf("labels") } : {}),
    ...(form.has("mergedAs") ? { mergedAs: textOf(form, "mergedAs") } : {}),
  };
}
