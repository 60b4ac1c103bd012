import { createHash } from "node:crypto";
import { call } from "@orpc/server";
import { requestAddress } from "#lib/server/auth/request-address.ts";
import { type WebhookKind, webhookActor } from "#lib/server/auth/webhook-actor.ts";
import type { Route } from "#lib/server/http/find-route.ts";
import { parsed, readBytes, refuseUnstorable } from "#lib/server/http/json-body.ts";
import { Refusal } from "#lib/server/http/problem.ts";
import { takeFromLimit } from "#lib/server/rate-limit.ts";

/** Bodies are read whole before anybody is known: one address may not send many. */
const perMinute = { limit: 600, windowSeconds: 60 };
const wrongPerMinute = { limit: 60, windowSeconds: 60 };

/**
 * The door of webhooks: no session, no token, only a signature over the body as it came. What is not signed, wrongly
 * signed or signed too long ago gets the same 401.
 */
export async function answerSigned(route: Route, kind: WebhookKind, request: Request): Promise<Response> {
  const address = requestAddress(request.headers.get("x-forwarded-for"));
  await takeFromLimit(`webhook:${address}`, perMinute);
  const bytes = await readBytes(request, route.meta.bodyLimitBytes);
  const sender = await webhookActor(kind, request.headers, bytes);
  if (!sender) {
    await takeFromLimit(`webhook:wrong:${address}`, wrongPerMinute);
    throw notSigned(kind);
  }
  const { actor, webhookId } = sender;
  const event = shortHeader(request, "x-github-event") || kind;
  const hash = createHash("sha256")
    .update(`${kind === "github" ? event : kind}\n`)
    .update(bytes)
    .digest("hex");
  const fields = {
    webhook: webhookId,
    event,
    delivery: shortHeader(request, "x-github-delivery") || hash.slice(0, 12),
    hash,
    body: bodyOf(request, bytes),
  };
  return Response.json(await call(route.procedure, fields, { context: { actor }, path: [route.name] }));
}

function notSigned(kind: WebhookKind): Refusal {
  const header = kind === "github" ? "X-Hub-Signature-256" : "X-Signature";
  return new Refusal(401, `The signature in ${header} is missing, wrong or too old.`, {
    headers: { "www-authenticate": 'Signature realm="Optimization Portal"' },
  });
}

/** JSON, also in the field of a form: so GitHub sends it unless told otherwise. */
function bodyOf(request: Request, bytes: Uint8Array): Record<string, unknown> {
  const mediaType = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  const isForm = mediaType === "application/x-www-form-urlencoded";
  const json = isForm ? new TextEncoder().encode(formPayload(bytes)) : bytes;
  const body = parsed(json);
  refuseUnstorable(body);
  if (typeof body === "object" && body !== null && !Array.isArray(body)) {
    return body as Record<string, unknown>;
  }
  throw new Refusal(422, "The body must be a JSON object: { … }.");
}

function formPayload(bytes: Uint8Array): string {
  return new URLSearchParams(new TextDecoder().decode(bytes)).get("payload") ?? "";
}

/** A header as a short line of plain text; empty where it is not one. */
function shortHeader(request: Request, name: string): string {
  const value = request.headers.get(name) ?? "";
  return /^[\w.:-]{1,100}$/.test(value) ? value : "";
}
