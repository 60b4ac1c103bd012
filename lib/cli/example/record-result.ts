import type { Measurement } from "#lib/changes/schema.ts";
import { AppError } from "#lib/core/errors.ts";
import type { MeasuredPair } from "./order-workload.ts";
import type { OwnPortal } from "./own-portal.ts";

const metric = "orders.latest";

/** What the results are recorded against. */
export async function addOrderSystem(portal: OwnPortal): Promise<void> {
  await call(portal, "/systems", { key: "orders", name: "Order service" });
  await call(portal, "/metrics", {
    key: metric,
    name: "time to list a customer's latest orders",
    system: "orders",
    unit: "ms",
    better: "lower",
    kind: "duration",
    minimumEffect: 0.05,
  });
}

/** Records a change by the HTTP API, then sends both result files. */
export async function recordResult(
  portal: OwnPortal,
  change: Record<string, unknown>,
  { before, after }: MeasuredPair,
): Promise<Measurement & { page: string }> {
  const { number } = await call<{ number: number }>(portal, "/changes", {
    ...change,
    system: "orders",
    appliedAt: new Date().toISOString(),
    status: "applied",
  });
  const form = new FormData();
  form.set("metric", metric);
  form.set("order", "interleaved");
  form.set("before", resultFile(before), "before.csv");
  form.set("after", resultFile(after), "after.csv");
  const measurement = await call<Measurement>(portal, `/changes/${number}/measurements`, form);
  return { ...measurement, page: `${portal.url}/changes/${number}` };
}

function resultFile(values: number[]): Blob {
  const lines = values.map((value) => value.toFixed(4));
  return new Blob([`latency_ms\n${lines.join("\n")}\n`], { type: "text/csv" });
}

async function call<Answer>(portal: OwnPortal, path: string, body: FormData | object): Promise<Answer> {
  const isForm = body instanceof FormData;
  const response = await fetch(`${portal.url}/api/v1${path}`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${portal.lead.token}`,
      ...(isForm ? {} : { "Content-Type": "application/json" }),
    },
    body: isForm ? body : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok)
    throw new AppError("UNAVAILABLE", `POST ${path} was answered ${response.status}: ${text}`);
  return JSON.parse(text) as Answer;
}
