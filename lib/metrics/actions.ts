"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { FormState } from "#lib/core/form-state.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { editMetric } from "#lib/metrics/commands/edit-metric.ts";
import { findOrCreateMetric } from "#lib/metrics/commands/find-or-create-metric.ts";
import { sessionActor } from "#lib/server/auth/session-actor.ts";
import { answerForm, textOf } from "#lib/server/form-action.ts";

export async function createMetricAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const state = await answerForm(previous, form, () =>
    createMetric(actor, { ...fieldsOf(form), key: textOf(form, "key"), system: textOf(form, "system") }),
  );
  if (!state.done) return state;
  revalidatePath("/metrics");
  redirect(`/metrics/${textOf(form, "key")}`);
}

export async function editMetricAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const state = await answerForm(previous, form, () =>
    editMetric(actor, {
      ...fieldsOf(form),
      key: textOf(form, "key"),
      quantity: textOf(form, "quantity") ?? null,
      minimumEffect: minimumEffectOf(form) ?? null,
      description: textOf(form, "description") ?? "",
      archived: form.get("archived") === "on",
    }),
  );
  if (!state.done) return state;
  revalidatePath("/metrics");
  redirect(`/metrics/${textOf(form, "key")}`);
}

function fieldsOf(form: FormData) {
  return {
    name: textOf(form, "name"),
    unit: textOf(form, "unit"),
    quantity: textOf(form, "quantity"),
    better: textOf(form, "better"),
    kind: textOf(form, "kind"),
    minimumEffect: minimumEffectOf(form),
    description: textOf(form, "description"),
  };
}

/** People write percent (or points); the verb takes shares. */
function minimumEffectOf(form: FormData): number | undefined {
  const percent = textOf(form, "minimumEffectPercent");
  return percent === undefined
    ? undefined
    : Number((Number(percent.replace(",", ".")) / 100).toPrecision(12));
}

/** Makes the metric that dropped files call for. Answers its key, also when it exists already. */
export async function addMetricForQuantityAction(input: unknown): Promise<string> {
  const metric = await findOrCreateMetric(await sessionActor(), input);
  revalidatePath("/metrics");
  return metric.key;
}
