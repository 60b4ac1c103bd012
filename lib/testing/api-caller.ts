import type { Role, Scope } from "#lib/core/access/actor.ts";
import { newSecret } from "#lib/server/auth/secret.ts";
import { tokenPrefix } from "#lib/server/auth/token-actor.ts";
import { db } from "#lib/server/db.ts";
import { answerApi } from "#lib/server/http/handler.ts";

type Call = { body?: unknown; raw?: BodyInit; headers?: Record<string, string> };

/** One answer, read: its JSON is whatever the test expects it to be. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
export type ApiAnswer = { status: number; headers: Headers; text: string; json: any };

/** Somebody with a token, calling the HTTP API by its handler: the whole door, without a network. */
export async function apiCaller(role: Role = "lead", scopes: Scope[] = ["read", "write"]) {
  const name = `${role}-${crypto.randomUUID()}`;
  const user = await db.user.create({ data: { email: `${name}@example.org`, name, role } });
  const { secret, hash } = newSecret(tokenPrefix);
  const token = await db.apiToken.create({
    data: { userId: user.id, name: "test", prefix: secret.slice(0, 9), hash, scopes },
  });
  const call = (method: string, path: string, options: Call = {}) =>
    callApi(method, path, {
      ...options,
      headers: { authorization: `Bearer ${secret}`, ...options.headers },
    });
  return { user, token, secret, call };
}

/** A call with no token at all, unless the headers carry one. */
export async function callApi(method: string, path: string, options: Call = {}): Promise<ApiAnswer> {
  const headers = new Headers(options.headers);
  let body = options.raw;
  if (options.body !== undefined) {
    body = JSON.stringify(options.body);
    if (!headers.has("content-type")) headers.set("content-type", "application/json");
  }
  const request = new Request(`http://portal.test/api/v1${path}`, {
    method,
    headers,
    body: body ?? null,
    duplex: "half",
  } as RequestInit);
  const response = await answerApi(request);
  const text = await response.text();
  const isJson = /json/.test(response.headers.get("content-type") ?? "") && text !== "";
  return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : null };
}

export function freshKey(prefix = "k"): string {
  return `${prefix}-${crypto.randomUUID()}`;
}
