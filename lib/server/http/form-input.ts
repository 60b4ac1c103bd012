import { StandardBracketNotationSerializer } from "@orpc/openapi-client/standard";
import { z } from "zod";
import { type Fault, invalid } from "#lib/core/errors.ts";
import type { Form, FormFile } from "#lib/server/http/multipart.ts";
import type { FileFields } from "#lib/server/http/procedure.ts";

export type FormInput = { fields: Record<string, unknown>; files: Record<string, FormFile[]> };

/** Takes a form apart: text fields become what the schema expects there, files are listed by their field. */
export function formInput(form: Form, declared: FileFields, schema: z.ZodType): FormInput {
  const files = filesByField(form, declared);
  const nested: unknown = new StandardBracketNotationSerializer().deserialize(form.fields);
  if (typeof nested !== "object" || nested === null || Array.isArray(nested)) return { fields: {}, files };
  return { fields: coerceText(schema, nested) as Record<string, unknown>, files };
}

function filesByField(form: Form, declared: FileFields): Record<string, FormFile[]> {
  const files: Record<string, FormFile[]> = Object.create(null);
  const faults: Fault[] = [];
  for (const file of form.files) {
    const field = file.field.replace(/\[\]$/, "");
    const takes = Object.hasOwn(declared, field) ? declared[field] : undefined;
    if (!takes) faults.push({ path: file.field, message: "This field takes no file." });
    else if (takes === "one" && files[field]) faults.push({ path: field, message: "Give one file here." });
    else files[field] = [...(files[field] ?? []), file];
  }
  for (const [name] of form.fields) {
    const field = name.replace(/\[.*$/, "");
    if (Object.hasOwn(declared, field))
      faults.push({ path: field, message: "Send a file here, with a file name." });
  }
  if (faults.length > 0) throw invalid(faults);
  return files;
}

/** A form knows only text; where the schema wants a number, a yes or no, or an object written as JSON, read it as such. */
export function coerceText(schema: z.core.$ZodType, value: unknown): unknown {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodObject && isRecord(value)) {
    const shape: Record<string, z.core.$ZodType> = inner.shape;
    return Object.fromEntries(
      Object.entries(value).map(([key, text]) => {
        const field = Object.hasOwn(shape, key) ? shape[key] : undefined;
        return [key, field ? coerceText(field, text) : text];
      }),
    );
  }
  if (typeof value !== "string") return value;
  if (inner instanceof z.ZodNumber)
    return value.trim() !== "" && Number.isFinite(Number(value)) ? Number(value) : value;
  if (inner instanceof z.ZodBoolean) return value === "true" ? true : value === "false" ? false : value;
  const structured =
    inner instanceof z.ZodObject || inner instanceof z.ZodRecord || inner instanceof z.ZodArray;
  return structured || inner instanceof z.ZodUnion ? fromJson(value) : value;
}

function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodReadonly
  ) {
    return unwrapped(schema.def.innerType);
  }
  return schema instanceof z.ZodPipe ? unwrapped(schema.def.in) : schema;
}

function fromJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
