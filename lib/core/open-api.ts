/**
 * The part of OpenAPI 3.1 that the portal writes and shows, and how a schema reads as a table of fields.
 */

export type JsonSchema = {
  $ref?: string;
  type?: string | string[];
  title?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  additionalProperties?: boolean | JsonSchema;
  contentMediaType?: string;
};

export type Parameter = {
  name: string;
  in: "path" | "query" | "header";
  required?: boolean;
  description?: string;
  schema: JsonSchema;
};

type Content = Record<string, { schema: JsonSchema }>;
type Described = { description: string; content?: Content };
type Answer = { $ref: string } | Described;

export type Operation = {
  operationId: string;
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Content };
  responses: Record<string, Answer>;
  /** Where it is not the token that all others take. */
  security?: Record<string, string[]>[];
  /** Whose tokens may call it, and with which scope. */
  "x-roles"?: string[];
  "x-scope"?: string;
};

export type OpenApiDocument = {
  openapi: string;
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, JsonSchema>;
    responses?: Record<string, Described>;
    securitySchemes?: unknown;
  };
};

export type FieldRow = {
  /** Dotted from the outermost object; `[]` for the entries of a list. */
  path: string;
  /** In words; the name of a shape that is described elsewhere stands in `shape`. */
  type: string;
  shape: string | null;
  required: boolean;
  notes: string[];
};

/** Every field of an object with its type in words. Shapes with a name of their own are named, not repeated. */
export function fieldRows(schema: JsonSchema, prefix = ""): FieldRow[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]): FieldRow[] => {
    const path = `${prefix}${name}`;
    const required = schema.required?.includes(name) ?? false;
    const row = { path, ...typeOf(field), required, notes: notesOf(field) };
    return [row, ...alternatives(field).flatMap((inner) => innerRows(inner, path))];
  });
}

/** A schema's type in words, with the name of the shape it refers to. */
export function typeOf(schema: JsonSchema): { type: string; shape: string | null } {
  const shape = shapeOf(schema);
  return { type: words(schema), shape };
}

function innerRows(schema: JsonSchema, path: string): FieldRow[] {
  if (schema.properties) return fieldRows(schema, `${path}.`);
  if (schema.items) return alternatives(schema.items).flatMap((entry) => innerRows(entry, `${path}[]`));
  return [];
}

function alternatives(schema: JsonSchema): JsonSchema[] {
  return schema.anyOf ?? schema.oneOf ?? [schema];
}

function shapeOf(schema: JsonSchema): string | null {
  for (const option of alternatives(schema)) {
    if (option.$ref) return refName(option.$ref);
    const entry: string | null = option.items ? shapeOf(option.items) : null;
    if (entry) return entry;
  }
  return null;
}

function words(schema: JsonSchema): string {
  if (schema.$ref) return refName(schema.$ref);
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return [...new Set(options.map(words))].join(" or ");
  if (schema.enum) return schema.enum.map(String).join(", ");
  if (schema.const !== undefined) return String(schema.const);
  if (schema.contentMediaType) return "file";
  if (schema.type === "array") return schema.items ? `list of ${words(schema.items)}` : "list";
  return plainWords(schema);
}

const formats: Record<string, string> = {
  "date-time": "time",
  date: "date",
  email: "e-mail address",
  uri: "web address",
  uuid: "id",
};

const types: Record<string, string> = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "true or false",
  object: "object",
  null: "null",
};

function plainWords(schema: JsonSchema): string {
  if (schema.format && formats[schema.format]) return formats[schema.format] ?? "";
  return [schema.type ?? "anything"]
    .flat()
    .map((type) => types[type] ?? type)
    .join(" or ");
}

function notesOf(schema: JsonSchema): string[] {
  const notes: string[] = [];
  if (schema.description) notes.push(schema.description);
  if (schema.default !== undefined) notes.push(`Without it: ${JSON.stringify(schema.default)}.`);
  for (const option of alternatives(schema)) notes.push(...rangeNotes(option));
  return [...new Set(notes)];
}

function rangeNotes(schema: JsonSchema): string[] {
  const notes: string[] = [];
  if (schema.minimum !== undefined && schema.minimum > Number.MIN_SAFE_INTEGER)
    notes.push(`At least ${schema.minimum}.`);
  if (schema.exclusiveMinimum !== undefined) notes.push(`Above ${schema.exclusiveMinimum}.`);
  if (schema.maximum !== undefined && schema.maximum < Number.MAX_SAFE_INTEGER)
    notes.push(`At most ${schema.maximum}.`);
  if (schema.maxLength !== undefined)
    notes.push(`At most ${schema.maxLength.toLocaleString("en")} characters.`);
  if (schema.maxItems !== undefined) notes.push(`At most ${schema.maxItems.toLocaleString("en")} entries.`);
  return notes;
}

function refName(ref: string): string {
  return ref.split("/").at(-1) ?? ref;
}

export type PlacedOperation = { method: string; path: string; operation: Operation };

/** Operations under the heading they were declared with, in the order of declaration. */
export function operationsByTag(
  document: OpenApiDocument,
): { tag: string; id: string; operations: PlacedOperation[] }[] {
  const byTag = new Map<string, PlacedOperation[]>();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      const tag = operation.tags?.[0] ?? "Other";
      byTag.set(tag, [...(byTag.get(tag) ?? []), { method, path, operation }]);
    }
  }
  return [...byTag].map(([tag, operations]) => ({
    tag,
    id: tag.toLowerCase().replaceAll(" ", "-"),
    operations,
  }));
}

/** Parameters as the object they would be, so that they read like any other fields. */
export function parametersSchema(parameters: Parameter[]): JsonSchema {
  const properties = parameters.map(({ name, in: place, description, schema }) => {
    const where = { path: "In the path.", query: "In the query.", header: "A header." }[place];
    return [name, { ...schema, description: [where, description].filter(Boolean).join(" ") }] as const;
  });
  const required = parameters.filter((parameter) => parameter.required).map((parameter) => parameter.name);
  return { type: "object", properties: Object.fromEntries(properties), required };
}

/** What an operation answers when all is well, and the statuses of its refusals. */
export function answersOf(operation: Operation) {
  const good: { status: string; mediaType: string; type: string; shape: string | null }[] = [];
  const problems: string[] = [];
  for (const [status, answer] of Object.entries(operation.responses)) {
    if ("$ref" in answer) problems.push(status);
    else {
      for (const [mediaType, { schema }] of Object.entries(answer.content ?? {})) {
        good.push({ status, mediaType, ...answerType(schema) });
      }
    }
  }
  return { good, problems };
}

/** A list answers a page; its entries are what the reader wants to know. */
function answerType(schema: JsonSchema) {
  const items = schema.properties?.items;
  if (!items || !schema.properties?.nextCursor) return typeOf(schema);
  const { type, shape } = typeOf(items);
  return { type: `items, a ${type}, and nextCursor`, shape };
}

export function problemsOf(document: OpenApiDocument): { status: string; title: string }[] {
  return Object.entries(document.components.responses ?? {}).map(([name, { description }]) => ({
    status: name.replace("Problem", ""),
    title: description,
  }));
}
