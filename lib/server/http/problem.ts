/**
 * RFC 9457 problem documents: how every refusal of the HTTP API looks.
 *
 * A fault of ours (500) says nothing but the number under which the log has the whole story.
 */

import { type ErrorCode, type Fault, isAppError } from "#lib/core/errors.ts";

export type Problem = {
  status: number;
  detail: string;
  faults: Fault[];
  headers: Record<string, string>;
};

/** A refusal by the door itself, for what no verb ever sees: no such path, too large, not JSON. */
export class Refusal extends Error {
  readonly problem: Problem;

  constructor(
    status: number,
    detail: string,
    more: { faults?: Fault[]; headers?: Record<string, string> } = {},
  ) {
    super(detail);
    this.name = "Refusal";
    this.problem = { status, detail, faults: more.faults ?? [], headers: more.headers ?? {} };
  }
}

const statuses: Record<ErrorCode, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  INVALID: 422,
  CONFLICT: 409,
  LIMIT: 429,
  UNAVAILABLE: 503,
  INTERNAL: 500,
};

/** The titles, by status: the same words for every problem of a kind. */
export const problemTitles: Record<number, string> = {
  400: "The request could not be read",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found",
  405: "Method not allowed",
  409: "In conflict with what is there",
  413: "Too large",
  415: "Media type not supported",
  422: "The input is not valid",
  429: "Too many requests",
  500: "Something went wrong here",
  503: "Not available right now",
};

export function problemOf(error: unknown, requestId: string): Problem {
  if (error instanceof Refusal) return error.problem;
  if (isAppError(error) && error.code !== "INTERNAL") {
    const status = statuses[error.code];
    return {
      status,
      detail: error.message,
      faults: error.faults,
      headers: headersOf(status, error.retryAfterSeconds),
    };
  }
  const detail = `The fault is ours and is written down. Quote the number ${requestId} when you ask about it.`;
  return { status: 500, detail, faults: [], headers: {} };
}

export function problemResponse(problem: Problem, requestId: string): Response {
  const document = {
    type: `/api/v1/docs#problem-${problem.status}`,
    title: problemTitles[problem.status] ?? "Refused",
    status: problem.status,
    detail: problem.detail,
    ...(problem.faults.length > 0 ? { errors: problem.faults } : {}),
    requestId,
  };
  return new Response(JSON.stringify(document), {
    status: problem.status,
    headers: { "content-type": "application/problem+json", ...problem.headers },
  });
}

function headersOf(status: number, retryAfterSeconds: number | null): Record<string, string> {
  if (status === 401) return { "www-authenticate": 'Bearer realm="Optimization Portal"' };
  if (status !== 429 && status !== 503) return {};
  return { "retry-after": String(Math.max(1, Math.ceil(retryAfterSeconds ?? 5))) };
}
