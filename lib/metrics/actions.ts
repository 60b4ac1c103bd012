"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { renderSvg } from "#lib/core/charts/render-svg.ts";
import { isAppError } from "#lib/core/errors.ts";
import type { FormState } from "#lib/core/form-state.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { editMetric } from "#lib/metrics/commands/edit-metric.ts";
import { findOrCreateMetric } from "#lib/metrics/commands/find-or-create-metric.ts";
import { recordTestRun } from "#lib/metrics/commands/record-test-run.ts";
import { createSource, editSource } from "#lib/metrics/commands/sources.ts";
import { tryQuery } from "#lib/metrics/queries/sources.ts";
import { triedPicture } from "#lib/metrics/tried-picture.ts";
import { sessionActor } from "#lib/server/auth/session-actor.ts";
import { answerForm, textOf } from "#lib/server/form-action.ts";
import { readersZone } from "#lib/users/queries.ts";

export async function createMetricAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const state = await answerForm(previous, form, () =>
    createMetric(actor, {
      ...fieldsOf(form),
      source: sourceOf(form),
      ...thresholdsOf(form),
      key: textOf(form, "key"),
      system: textOf(form, "system"),
    }),
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
      source: sourceOf(form) ?? null,
      minimumEffect: minimumEffectOf(form) ?? null,
      ...thresholdsOf(form),
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

/** Without a source chosen there is none, whatever the query says. */
function sourceOf(form: FormData) {
  const source = textOf(form, "source");
  if (source === undefined) return undefined;
  return { source, query: textOf(form, "query") ?? "", step: textOf(form, "step") };
}

/** Both left empty means none, whatever stands beside them. */
function thresholdsOf(form: FormData) {
  const [warn, critical] = [numberOf(form, "warn"), numberOf(form, "critical")];
  if (warn === undefined && critical === undefined) return { thresholds: null };
  const thresholds = { warn, critical, hold: textOf(form, "hold") };
  return { thresholds, owner: textOf(form, "owner") ?? null };
}

function numberOf(form: FormData, name: string): number | undefined {
  const text = textOf(form, name);
  return text === undefined ? undefined : Number(text.replace(",", "."));
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

export async function recordTestRunAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  let number = 0;
  const state = await answerForm(previous, form, async () => {
    const input = {
      kind: textOf(form, "kind"),
      system: textOf(form, "system"),
      title: textOf(form, "title"),
      description: textOf(form, "description"),
      file: textOf(form, "file"),
    };
    number = (await recordTestRun(actor, input)).number;
  });
  if (!state.done) return state;
  revalidatePath("/test-runs");
  redirect(`/test-runs/${number}`);
}

export async function createSourceAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const state = await answerForm(previous, form, () =>
    createSource(actor, { ...sourceFieldsOf(form), key: textOf(form, "key") ?? "" }),
  );
  if (!state.done) return state;
  revalidatePath("/settings/sources");
  redirect("/settings/sources");
}

export async function editSourceAction(previous: FormState, form: FormData): Promise<FormState> {
  const actor = await sessionActor();
  const state = await answerForm(previous, form, () =>
    editSource(actor, {
      ...sourceFieldsOf(form),
      key: textOf(form, "key") ?? "",
      caCertificate: textOf(form, "caCertificate") ?? null,
      archived: form.get("archived") === "on",
      ...(form.get("dropHeaders") === "on" ? { headers: {} } : {}),
    }),
  );
  if (!state.done) return state;
  revalidatePath("/settings/sources");
  redirect("/settings/sources");
}

function sourceFieldsOf(form: FormData) {
  const headers = headersOf(textOf(form, "headers"));
  return {
    name: textOf(form, "name") ?? "",
    baseUrl: textOf(form, "baseUrl") ?? "",
    caCertificate: textOf(form, "caCertificate"),
    verifyTls: form.get("verifyTls") === "on",
    allowOwnMachine: form.get("allowOwnMachine") === "on",
    ...(headers ? { headers } : {}),
  };
}

/** A header a line, "Name: value"; nothing typed leaves those that there are. */
function headersOf(text: string | undefined): Record<string, string> | null {
  if (text === undefined) return null;
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return Object.fromEntries(
    lines.map((line) => {
      const [name = "", ...value] = line.split(":");
      return [name.trim(), value.join(":").trim()];
    }),
  );
}

export type TriedQuery =
  | { refusal: string; wide: null; narrow: null; title: null }
  | { refusal: null; wide: string; narrow: string; title: string };

/** Asks a source now and draws its answer; nothing is kept. */
export async function tryQueryAction(input: {
  source: string;
  query: string;
  step?: string;
  unit: string;
}): Promise<TriedQuery> {
  const actor = await sessionActor();
  const { unit, ...asked } = input;
  try {
    const tried = await tryQuery(actor, { ...asked, step: asked.step || undefined });
    const chart = triedPicture(tried, { unit, timeZone: await readersZone(actor) });
    if (!chart) {
      const refusal = "The source answers, but knows no points of this query in the last day.";
      return { refusal, wide: null, narrow: null, title: null };
    }
    return {
      refusal: null,
      wide: renderSvg(chart, "screen", 560),
      narrow: renderSvg(chart, "screen", 320),
      title: chart.title,
    };
  } catch (error) {
    if (!isAppError(error) || error.code === "INTERNAL") throw error;
    return { refusal: error.faults[0]?.message ?? error.message, wide: null, narrow: null, title: null };
  }
}
