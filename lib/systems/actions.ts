"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { FormState } from "#lib/core/form-state.ts";
import { readMoment } from "#lib/core/read-moment.ts";
import { sessionActor } from "#lib/server/auth/session-actor.ts";
import { answerForm, textOf } from "#lib/server/form-action.ts";
import { createObjective, createSystem, editObjective, editSystem } from "#lib/systems/commands.ts";
import { readersZone } from "#lib/users/queries.ts";

export async function createSystemAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const state = await answerForm(previous, form, () =>
    createSystem(actor, {
      key: textOf(form, "key"),
      name: textOf(form, "name"),
      description: textOf(form, "description"),
      team: textOf(form, "team") ?? null,
    }),
  );
  if (!state.done) return state;
  revalidatePath("/systems");
  redirect("/systems");
}

export async function editSystemAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const state = await answerForm(previous, form, () =>
    editSystem(actor, {
      key: textOf(form, "key"),
      name: textOf(form, "name"),
      description: textOf(form, "description") ?? "",
      team: textOf(form, "team") ?? null,
      archived: form.get("archived") === "on",
    }),
  );
  if (!state.done) return state;
  revalidatePath("/systems");
  redirect("/systems");
}

/** Targets come as rows: `target.metric`, `target.value` and `target.due` repeated, an empty row left out. */
export async function saveObjectiveAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const fields = {
    key: textOf(form, "key"),
    kind: textOf(form, "kind"),
    name: textOf(form, "name"),
    description: textOf(form, "description") ?? "",
    targets: targetsOf(form, await readersZone(actor)),
  };
  const save = form.get("existing") ? editObjective : createObjective;
  const state = await answerForm(previous, form, () => save(actor, fields));
  if (!state.done) return state;
  revalidatePath("/systems");
  redirect("/systems");
}

function targetsOf(form: FormData, zone: string) {
  const metrics = form.getAll("target.metric").map(String);
  const values = form.getAll("target.value").map(String);
  const days = form.getAll("target.due").map((day) => String(day).trim());
  return metrics.flatMap((metric, index) => {
    const value = values[index]?.trim() ?? "";
    if (metric === "") return [];
    const day = days[index] ?? "";
    // What cannot be read goes on as it was typed, and is refused by name.
    const dueAt = day === "" ? null : (readMoment({ day, time: "" }, zone)?.toISOString() ?? day);
    return [{ metric, value: value === "" ? null : Number(value), dueAt }];
  });
}
