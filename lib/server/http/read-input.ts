import { createHash } from "node:crypto";
import { StandardBracketNotationSerializer } from "@orpc/openapi-client/standard";
import { z } from "zod";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { type Fault, invalid } from "#lib/core/errors.ts";
import { env } from "#lib/server/env.ts";
import type { Route } from "#lib/server/http/find-route.ts";
import { formInput } from "#lib/server/http/form-input.ts";
import { readJson, readNdjson, refuseUnstorable } from "#lib/server/http/json-body.ts";
import { type FormFile, readForm } from "#lib/server/http/multipart.ts";
import { Refusal } from "#lib/server/http/problem.ts";
import { describedBy } from "#lib/server/http/procedure.ts";
import { dropSpooled } from "#lib/server/spool.ts";

/** What came in besides the path: fields for the verb, files still on disk, and a hash that tells requests apart. */
export type RequestInput = {
  fields: Record<string, unknown>;
  files: Record<string, FormFile[]>;
  hash: string;
};

/** Reads query or body. Who must not send files is refused before they travel. The caller drops the files. */
export async function readInput(request: Request, route: Route, actor: Actor): Promise<RequestInput> {
  const url = new URL(request.url);
  const schema = describedBy(route.procedure["~orpc"].inputSchema) ?? z.strictObject({});
  const input = takesBody(request.method)
    ? await readBody(request, url, route, actor, schema)
    : { fields: queryOf(url), files: {}, hash: "" };
  try {
    refuseFields(input.fields, route, schema);
    const hash = createHash("sha256")
      .update(`${request.method} ${url.pathname}\n${input.hash}`)
      .digest("hex");
    return { ...input, hash };
  } catch (error) {
    await dropFiles(input);
    throw error;
  }
}

export function dropFiles(input: RequestInput): Promise<void> {
  return dropSpooled(Object.values(input.files).flatMap((files) => files.map((file) => file.spooled)));
}

function takesBody(method: string): boolean {
  return method === "POST" || method === "PATCH" || method === "PUT";
}

async function readBody(
  request: Request,
  url: URL,
  route: Route,
  actor: Actor,
  schema: z.ZodType,
): Promise<RequestInput> {
  refuseQuery(url);
  const mediaType = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (request.headers.get("content-encoding")) {
    throw new Refusal(415, "A compressed body is not read. Send it as it is.");
  }
  if (mediaType === "multipart/form-data" && Object.keys(route.meta.files).length > 0) {
    authorize(actor, route.meta.permission);
    const form = await readForm(request, env.UPLOAD_LIMIT_MB * 1024 * 1024);
    try {
      return { ...formInput(form, route.meta.files, schema), hash: form.hash };
    } catch (error) {
      await dropSpooled(form.files.map((file) => file.spooled));
      throw error;
    }
  }
  if (route.meta.ndjson !== null && /^application\/(x-)?ndjson$/.test(mediaType)) {
    const { items, hash } = await readNdjson(request, route.meta.bodyLimitBytes);
    return { fields: { [route.meta.ndjson]: items }, files: {}, hash };
  }
  if (mediaType !== "" && mediaType !== "application/json") throw unsupported(route);
  const { value, hash } = await readJson(request, route.meta.bodyLimitBytes, route.meta.ndjson !== null);
  if (value !== undefined && mediaType === "") throw unsupported(route);
  if (value !== undefined && !isPlainObject(value))
    throw new Refusal(422, "The body must be a JSON object: { … }.");
  return { fields: value ?? {}, files: {}, hash };
}

function unsupported(route: Route): Refusal {
  const others = [
    ...(Object.keys(route.meta.files).length > 0 ? ["multipart/form-data"] : []),
    ...(route.meta.ndjson === null ? [] : ["application/x-ndjson"]),
  ];
  const taken = ["application/json", ...others].join(" or ");
  return new Refusal(415, `Send ${taken} and say so in Content-Type.`);
}

function queryOf(url: URL): Record<string, unknown> {
  const query: unknown = new StandardBracketNotationSerializer().deserialize([...url.searchParams]);
  return isPlainObject(query) ? query : { "?": query };
}

function refuseQuery(url: URL): void {
  const faults = [...url.searchParams.keys()].map(
    (path): Fault => ({ path, message: "This request takes nothing in its address. Put it into the body." }),
  );
  if (faults.length > 0) throw invalid(faults);
}

/** What is not a field is refused, never ignored; the path alone says which record is meant. */
function refuseFields(fields: Record<string, unknown>, route: Route, schema: z.ZodType): void {
  refuseUnstorable(route.meta.ndjson === null ? { ...fields, ...route.params } : route.params);
  const loose = schema instanceof z.ZodObject && schema.def.catchall === undefined ? schema : null;
  const faults = Object.keys(fields).flatMap((path): Fault[] => {
    if (Object.hasOwn(route.params, path)) {
      return [{ path, message: "This stands in the address already. Remove it here." }];
    }
    const unknown = loose && !Object.hasOwn(loose.shape, path);
    return unknown ? [{ path, message: "There is no such field. Remove it or check its spelling." }] : [];
  });
  if (faults.length > 0) throw invalid(faults);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
