import { OpenAPIGenerator } from "@orpc/openapi";
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4";
import { roles } from "#lib/core/access/actor.ts";
import { whoMay } from "#lib/core/access/authorize.ts";
import { type Permission, permissions, scopeOf } from "#lib/core/access/permissions.ts";
import type { OpenApiDocument } from "#lib/core/open-api.ts";
import { completed, problemSchema } from "#lib/server/http/openapi-operations.ts";
import { type DoorMeta, describedBy } from "#lib/server/http/procedure.ts";
import { router, schemas } from "#lib/server/http/router.ts";

let made: Promise<OpenApiDocument> | null = null;

/** The description of the whole HTTP API as OpenAPI 3.1, made from the declared procedures, once per process. */
export function openApiDocument(): Promise<OpenApiDocument> {
  made ??= generated();
  return made;
}

const zodConverter = new ZodToJsonSchemaConverter();

const generator = new OpenAPIGenerator({
  schemaConverters: [
    {
      condition: (schema) => describedBy(schema) !== null,
      convert: (schema, options) => zodConverter.convert(describedBy(schema) ?? undefined, options),
    },
  ],
});

async function generated(): Promise<OpenApiDocument> {
  const document = await generator.generate(router, {
    info: {
      title: "Optimization Portal",
      version: "1",
      description: manners,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/api/v1" }],
    security: [{ token: [] }],
    commonSchemas: Object.fromEntries(
      Object.entries({ ...schemas, Problem: problemSchema }).map(([name, schema]) => [
        name,
        { schema, strategy: "output" as const },
      ]),
    ),
  });
  const described = JSON.parse(JSON.stringify(document)) as OpenApiDocument;
  return completed(described, (name) => {
    const meta = metaOf(name);
    return {
      meta,
      access: accessOf(meta),
    };
  });
}

function accessOf({ permission, signedFor }: DoorMeta): string {
  if (signedFor !== null) return "It takes no token: whoever signs with a webhook's secret may do this.";
  return `${who(permission)} may do this; the token needs the scope ${scopeOf(permission)}.`;
}

function who(permission: Permission): string {
  return permissions[permission].length === roles.length ? "Everyone with an account" : whoMay(permission);
}

function metaOf(name: string) {
  const [noun = "", verb = ""] = name.split(".");
  const nouns: Record<string, Record<string, { "~orpc": { meta: unknown } }>> = router;
  return nouns[noun]?.[verb]?.["~orpc"].meta as DoorMeta;
}

const manners = [
  "Send `Authorization: Bearer <token>`. A token acts as its user, limited to its scopes `read` and `write`. From a signed-in browser the API can only be read.",
  "JSON in and out, times in ISO 8601 and UTC. Lists answer `{items, nextCursor}` and take `cursor` and `limit` (1 to 200).",
  "Errors are problem documents (RFC 9457); for bad input `errors` names each field. What you may not see is 404. Fields that are not listed here are refused.",
  "Every POST takes an `Idempotency-Key`: the same key and body give the first answer again for 24 hours, the same key with another body is 422, and 409 while the first is in flight.",
  "Above the limit of requests the answer is 429 with `Retry-After`.",
].join("\n\n");
