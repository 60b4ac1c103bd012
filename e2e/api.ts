import { type APIRequestContext, expect } from "@playwright/test";
import type { OpenApiDocument, Operation } from "#lib/core/open-api.ts";

export type Call = { method: string; path: string; roles: string[]; scope: string; signed: boolean };

export const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

/** Calls of the API in somebody's name; what is refused fails the test. Answers what came back, as JSON. */
export function caller(requests: APIRequestContext, token: string) {
  return async (method: string, path: string, data?: object) => {
    const response = await requests.fetch(`/api/v1${path}`, {
      method,
      headers: bearer(token),
      ...(data ? { data } : {}),
    });
    expect(response.ok(), `${method} ${path}: ${await response.text()}`).toBe(true);
    return response.json();
  };
}

/** Every operation that the portal describes, with values of the sample in the place of its path's parameters. */
export async function everyCall(requests: APIRequestContext, token: string, number = 1): Promise<Call[]> {
  const response = await requests.get("/api/v1/openapi.json", { headers: bearer(token) });
  const { paths } = (await response.json()) as OpenApiDocument;
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]: [string, Operation]) => ({
      method: method.toUpperCase(),
      path: `/api/v1${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => sampleValue(path, name, number))}`,
      roles: operation["x-roles"] ?? [],
      scope: operation["x-scope"] ?? "",
      signed: operation.security !== undefined,
    })),
  );
}

function sampleValue(path: string, name: string, number: number): string {
  if (name === "key") return path.includes("metrics") ? "platform.availability" : "royalty-calculation";
  if (name === "quarter") return "2026-Q1";
  return name === "id" ? "0198c0de-0000-7000-8000-000000000000" : String(number);
}

/** Sends a call with an empty body where it takes one. */
export function sent(
  requests: APIRequestContext,
  { method, path }: Pick<Call, "method" | "path">,
  headers: Record<string, string>,
) {
  const writes = method !== "GET";
  return requests.fetch(path, {
    method,
    headers: { ...headers, ...(writes && { "Content-Type": "application/json" }) },
    ...(writes && { data: "{}" }),
    maxRedirects: 0,
  });
}
