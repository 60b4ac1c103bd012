import { randomUUID } from "node:crypto";
import { problemOf, problemResponse } from "#lib/server/http/problem.ts";
import { log } from "#lib/server/log.ts";

/** A proxy's number is kept, so that its log and ours tell of the same request. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get("x-request-id");
  return given && /^[A-Za-z0-9._-]{8,64}$/.test(given) ? given : randomUUID();
}

/** What every answer carries. */
export function finished(response: Response, requestId: string): Response {
  response.headers.set("x-request-id", requestId);
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("cache-control", "no-store");
  return response;
}

/** An error as its problem document; faults of ours go to the log under the number that the document quotes. */
export function refused(error: unknown, request: Request, requestId: string): Response {
  const problem = problemOf(error, requestId);
  if (problem.status >= 500) {
    const { pathname } = new URL(request.url);
    log.error("request failed", {
      requestId,
      method: request.method,
      path: pathname,
      status: problem.status,
      error,
    });
  }
  return problemResponse(problem, requestId);
}
