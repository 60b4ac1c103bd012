import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { z } from "zod";
import { openApiDocument } from "#lib/server/http/openapi.ts";
import { describedBy } from "#lib/server/http/procedure.ts";
import { router } from "#lib/server/http/router.ts";

test("the description is valid OpenAPI 3.1 with every reference resolved", async () => {
  const document = await openApiDocument();
  const validator = new Validator();
  const result = await validator.validate(JSON.parse(JSON.stringify(document)));
  expect(result).toEqual({ valid: true });
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? "");
  expect(refs.length).toBeGreaterThan(50);
  for (const ref of new Set(refs)) {
    const target = ref
      .slice(2)
      .split("/")
      .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document);
    expect(target, ref).toBeDefined();
  }
});

test("every POST takes an idempotency key, and every operation says who may and names its problems", async () => {
  const { paths } = await openApiDocument();
  for (const item of Object.values(paths)) {
    for (const [method, operation] of Object.entries(item)) {
      // What is signed counts once by itself, and belongs to no role.
      const signed = operation.security !== undefined;
      const keyed = operation.parameters?.some((parameter) => parameter.name === "Idempotency-Key") ?? false;
      expect(keyed, operation.operationId).toBe(method === "post" && !signed);
      expect(operation.description).toMatch(
        signed ? /takes no token/ : /may do this; the token needs the scope (read|write)\./,
      );
      expect(Object.keys(operation.responses)).toEqual(
        expect.arrayContaining(["401", "403", "404", "422", "429"]),
      );
    }
  }
});

test("what a request may say is closed at every depth", () => {
  const open: string[] = [];
  for (const [noun, procedures] of Object.entries(router)) {
    for (const [name, procedure] of Object.entries(procedures)) {
      const schema = describedBy(procedure["~orpc"].inputSchema);
      // What other programs deliver is in their words, and may grow.
      if (/^\/webhooks\/[a-z]+$/.test(procedure["~orpc"].route.path ?? "")) continue;
      // The door itself closes the outermost object.
      if (schema) for (const path of openObjects(schema, true)) open.push(`${noun}.${name}${path}`);
    }
  }
  expect(open).toEqual([]);
});

test("the path of a procedure names only fields of its input", () => {
  for (const procedures of Object.values(router)) {
    for (const procedure of Object.values(procedures)) {
      const { path } = procedure["~orpc"].route;
      const schema = describedBy(procedure["~orpc"].inputSchema);
      const names = [...(path ?? "").matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
      if (names.length > 0)
        expect(Object.keys((schema as z.ZodObject).shape)).toEqual(expect.arrayContaining(names));
    }
  }
});

function openObjects(schema: z.core.$ZodType, outermost: boolean): string[] {
  if (schema instanceof z.ZodObject) {
    const open = !outermost && !(schema.def.catchall instanceof z.ZodNever) ? [""] : [];
    const inner = Object.entries(schema.shape).flatMap(([key, field]) =>
      openObjects(field as z.core.$ZodType, false).map((path) => `.${key}${path}`),
    );
    return [...open, ...inner];
  }
  if (schema instanceof z.ZodArray) return openObjects(schema.element, false).map((path) => `[]${path}`);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => openObjects(option, outermost));
  if (schema instanceof z.ZodPipe) return openObjects(schema.def.in, outermost);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return openObjects(schema.def.innerType, outermost);
  }
  return [];
}
