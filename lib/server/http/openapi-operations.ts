import { z } from "zod";
import { permissions, scopeOf } from "#lib/core/access/permissions.ts";
import type { JsonSchema, OpenApiDocument, Operation, Parameter } from "#lib/core/open-api.ts";
import type { WebhookKind } from "#lib/server/auth/webhook-actor.ts";
import { problemTitles } from "#lib/server/http/problem.ts";
import type { DoorMeta } from "#lib/server/http/procedure.ts";

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  requestId: z.string(),
});

type About = { meta: DoorMeta; access: string };

/** Adds what every operation shares: who may, the problems, the idempotency key, forms with files, files as answers. */
export function completed(
  document: OpenApiDocument,
  aboutOf: (operationId: string) => About,
): OpenApiDocument {
  for (const item of Object.values(document.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      const { meta, access } = aboutOf(operation.operationId);
      operation.description = [operation.description, access].filter(Boolean).join("\n\n");
      operation["x-roles"] = [...permissions[meta.permission]];
      operation["x-scope"] = scopeOf(meta.permission);
      operation.parameters = (operation.parameters ?? []).map(plainParameter);
      if (meta.signedFor === null) operation.parameters.push(...keyFor(method));
      else addSignature(operation, meta.signedFor);
      addForm(operation, meta);
      addDownloads(operation, meta);
      if (meta.pending) addPending(operation);
      if (meta.ndjson !== null) addNdjson(operation, meta.ndjson);
      addProblems(operation, method, Object.keys(meta.files).length > 0);
    }
  }
  document.components.responses = Object.fromEntries(
    Object.entries(problemTitles).map(([status, title]) => [`Problem${status}`, problemAnswer(title)]),
  );
  document.components.securitySchemes = { token: { type: "http", scheme: "bearer" }, ...signatures };
  return document;
}

const signatures: Record<WebhookKind, object> = {
  github: {
    type: "apiKey",
    in: "header",
    name: "X-Hub-Signature-256",
    description: "sha256= and the HMAC-SHA256 of the raw body with the webhook's secret, in hex.",
  },
  changes: {
    type: "apiKey",
    in: "header",
    name: "X-Signature",
    description:
      "t=<Unix seconds>,v1=<hex>: the HMAC-SHA256 of t, a dot and the raw body with the webhook's secret. t may be five minutes away.",
  },
};

/** No token opens it, and no role matters. */
function addSignature(operation: Operation, kind: WebhookKind): void {
  operation.security = [{ [kind]: [] }];
  delete operation["x-roles"];
  delete operation["x-scope"];
}

function plainParameter({ name, in: place, required, description, schema }: Parameter): Parameter {
  return { name, in: place, required: required ?? false, ...(description ? { description } : {}), schema };
}

function keyFor(method: string): Parameter[] {
  if (method !== "post") return [];
  const description = "Makes sending again safe: see above.";
  const schema = { type: "string", minLength: 1, maxLength: 255 };
  return [{ name: "Idempotency-Key", in: "header", required: false, description, schema }];
}

/** Next to JSON: the same fields as a form, with files where the JSON takes ids or values. */
function addForm(operation: Operation, meta: DoorMeta): void {
  const json = operation.requestBody?.content["application/json"]?.schema;
  if (!json || Object.keys(meta.files).length === 0) return;
  const file: JsonSchema = { type: "string", contentMediaType: "application/octet-stream" };
  const properties: Record<string, JsonSchema> = {};
  const nameOf = (name: string) => (meta.files[name] === "many" ? `${name}[]` : name);
  for (const [name, schema] of Object.entries(json.properties ?? {})) {
    const takes = meta.files[name];
    properties[nameOf(name)] =
      takes === "many" ? { type: "array", items: file } : takes === "one" ? file : schema;
  }
  const form: JsonSchema = { type: "object", properties, required: (json.required ?? []).map(nameOf) };
  if (operation.requestBody) operation.requestBody.content["multipart/form-data"] = { schema: form };
}

function addDownloads(operation: Operation, meta: DoorMeta): void {
  for (const [status, answer] of Object.entries(operation.responses)) {
    if (!status.startsWith("2") || !("description" in answer)) continue;
    for (const mediaType of meta.downloads) {
      answer.content = { ...answer.content, [mediaType]: { schema: { contentMediaType: mediaType } } };
    }
  }
}

/** The same items without the object around them, one a line. */
function addNdjson(operation: Operation, field: string): void {
  const list = operation.requestBody?.content["application/json"]?.schema?.properties?.[field];
  const items = list?.items;
  if (!operation.requestBody || typeof items !== "object" || Array.isArray(items)) return;
  operation.requestBody.content["application/x-ndjson"] = { schema: items };
}

function addPending(operation: Operation): void {
  const done = Object.entries(operation.responses).find(([status]) => status.startsWith("2"))?.[1];
  if (!done || !("content" in done)) return;
  operation.responses[202] = { ...done, description: "Under way: the same, not finished yet" };
}

function addProblems(operation: Operation, method: string, takesFiles: boolean): void {
  const reading = [401, 403, 404, 422, 429, 500, 503];
  const writing = method === "get" ? [] : [400, 409, 413, 415];
  const statuses = [...reading, ...writing, ...(takesFiles ? [413] : [])];
  for (const status of statuses)
    operation.responses[status] = { $ref: `#/components/responses/Problem${status}` };
}

function problemAnswer(title: string) {
  return {
    description: title,
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  };
}
