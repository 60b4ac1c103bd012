import { call, ORPCError, ValidationError } from "@orpc/server";
import type { Actor } from "#lib/core/access/actor.ts";
import { isAppError } from "#lib/core/errors.ts";
import { finished, refused, requestIdOf } from "#lib/server/http/answer.ts";
import { callerOf } from "#lib/server/http/caller.ts";
import { downloadResponse, isDownload } from "#lib/server/http/download.ts";
import { allowedMethods, findRoute, type Route } from "#lib/server/http/find-route.ts";
import { type Marked, once } from "#lib/server/http/once.ts";
import { openApiDocument } from "#lib/server/http/openapi.ts";
import { problemOf, problemResponse, Refusal } from "#lib/server/http/problem.ts";
import { dropFiles, type RequestInput, readInput } from "#lib/server/http/read-input.ts";
import { files } from "#lib/server/http/router.ts";
import { answerSigned } from "#lib/server/http/signed-door.ts";

const prefix = "/api/v1";

/** Answers one request of the HTTP API: find the procedure, recognise and count the caller, read, run once, answer. */
export async function answerApi(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  const response = finished(await answered(request, requestId), requestId);
  if (request.method !== "HEAD") return response;
  await response.body?.cancel();
  return new Response(null, { status: response.status, headers: response.headers });
}

async function answered(request: Request, requestId: string): Promise<Response> {
  try {
    const path = pathOf(request);
    if (path === "/openapi.json") return await description(request.method);
    if (request.method === "OPTIONS") return await options(path);
    const route = await findRoute(request.method, path);
    if (route.meta.signedFor !== null) return await answerSigned(route, route.meta.signedFor, request);
    const actor = await callerOf(request);
    const input = await readInput(request, route, actor);
    try {
      return await once(actor, request, input.hash, (marked) =>
        attempt(route, actor, input, marked, requestId),
      );
    } finally {
      await dropFiles(input);
    }
  } catch (error) {
    return refused(error, request, requestId);
  }
}

/** The verb's answer or its refusal; throws only what may be tried again with the same key. */
async function attempt(
  route: Route,
  actor: Actor,
  input: RequestInput,
  marked: Marked,
  requestId: string,
): Promise<Response> {
  try {
    return await perform(route, actor, input, marked);
  } catch (error) {
    const problem = problemOf(notFoundByPath(error, route), requestId);
    if (problem.status >= 500 || problem.status === 429) throw error;
    return problemResponse(problem, requestId);
  }
}

async function perform(route: Route, actor: Actor, input: RequestInput, marked: Marked): Promise<Response> {
  const { ids, stored } = await store(route, actor, input);
  try {
    const fields = { ...input.fields, ...ids, ...route.params };
    const output = await marked(() =>
      call(route.procedure, fields, { context: { actor }, path: [route.name] }),
    );
    if (isDownload(output)) return downloadResponse(output);
    const status = route.meta.pending?.(output) ? 202 : route.procedure["~orpc"].route.successStatus;
    return Response.json(output, { status: status ?? 200 });
  } catch (error) {
    // What could not be taken back now goes with the other orphans; the refusal itself matters more.
    if (stored.length > 0) await files.takeBack(actor, stored).catch(() => undefined);
    throw error instanceof ORPCError ? unfit(error, route) : error;
  }
}

/** The verb answered what its procedure does not declare. Says where, for the log; never what. */
function unfit(error: ORPCError<string, unknown>, route: Route): Error {
  const issues = error.cause instanceof ValidationError ? error.cause.issues : [];
  const where = issues.map(({ path, message }) => `${path?.map(String).join(".")}: ${message}`).join("; ");
  return new Error(`${route.name} answered what it does not declare: ${where || error.message}`);
}

/** Files become stored files before the verb sees them: it gets their ids. */
async function store(route: Route, actor: Actor, input: RequestInput) {
  const ids: Record<string, string | string[]> = {};
  const stored: string[] = [];
  const named = Object.entries(input.files);
  if (named.length === 0) return { ids, stored };
  const kept = await files.store(
    actor,
    named.flatMap(([, parts]) => parts),
  );
  for (const [field, parts] of named) {
    const own = kept.splice(0, parts.length).map((file) => file.id);
    stored.push(...own);
    ids[field] = route.meta.files[field] === "one" ? (own[0] ?? "") : own;
  }
  return { ids, stored };
}

/** What the address names cannot be: for the caller that is a record that is not there. */
function notFoundByPath(error: unknown, route: Route): unknown {
  const byPath =
    isAppError(error) &&
    error.code === "INVALID" &&
    error.faults.some((fault) => Object.hasOwn(route.params, fault.path));
  return byPath
    ? new Refusal(404, "There is nothing at this address. Check the number or key in it.")
    : error;
}

async function description(method: string): Promise<Response> {
  if (method !== "GET" && method !== "HEAD") {
    throw new Refusal(405, "The description can only be read.", { headers: { allow: "GET, HEAD" } });
  }
  return Response.json(await openApiDocument());
}

async function options(path: `/${string}`): Promise<Response> {
  const allowed = await allowedMethods(path);
  if (allowed.length === 0) throw new Refusal(404, "There is nothing at this address.");
  return new Response(null, { status: 204, headers: { allow: allowed.join(", ") } });
}

/** The path below /api/v1. */
function pathOf(request: Request): `/${string}` {
  return `/${new URL(request.url).pathname.slice(prefix.length + 1)}`;
}
