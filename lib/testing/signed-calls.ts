import { hubSignature, timedSignature } from "#lib/server/auth/webhook-signature.ts";
import { type ApiAnswer, callApi } from "#lib/testing/api-caller.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

/** A delivery as GitHub sends it. */
export function githubSends(
  secret: string,
  event: string,
  payload: unknown,
  delivery = "d-1",
): Promise<ApiAnswer> {
  const raw = JSON.stringify(payload);
  const headers = {
    "content-type": "application/json",
    "x-github-event": event,
    "x-github-delivery": delivery,
    "x-hub-signature-256": hubSignature(secret, bytes(raw)),
  };
  return callApi("POST", "/webhooks/github", { raw, headers });
}

/** A delivery signed with its time, so many seconds from now. */
export function changesSent(secret: string, payload: unknown, away = 0): Promise<ApiAnswer> {
  const raw = JSON.stringify(payload);
  const seconds = Math.floor(Date.now() / 1000) + away;
  const headers = {
    "content-type": "application/json",
    "x-signature": timedSignature(secret, seconds, bytes(raw)),
  };
  return callApi("POST", "/webhooks/changes", { raw, headers });
}
