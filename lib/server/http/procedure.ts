import type { AnySchema, Schema } from "@orpc/contract";
import { os } from "@orpc/server";
import type { z } from "zod";
import type { Actor } from "#lib/core/access/actor.ts";
import type { Permission } from "#lib/core/access/permissions.ts";
import type { WebhookKind } from "#lib/server/auth/webhook-actor.ts";
import { type Download, isDownload } from "#lib/server/http/download.ts";

/** How a field of a form takes files: its ids become a list, or one id. */
export type FileFields = Record<string, "one" | "many">;

/** What the door itself needs to know of a procedure, besides its route and schemas. */
export type DoorMeta = {
  permission: Permission;
  files: FileFields;
  /** Media types of the files it may answer with instead of JSON. */
  downloads: string[];
  /** JSON bodies above this are refused with 413. */
  bodyLimitBytes: number;
  /** The list that a body of NDJSON (application/x-ndjson) is; null where only JSON is taken. */
  ndjson: string | null;
  /** Answers that stand for work still under way: they go out as 202. */
  pending: ((output: unknown) => boolean) | null;
  /** Opened by a signature over the raw body alone, of a webhook of this kind; null for callers with a token. */
  signedFor: WebhookKind | null;
};

type Declared<Input extends z.ZodType, Output extends z.ZodType> = {
  method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  path: `/${string}`;
  tag: string;
  summary: string;
  description?: string;
  permission: Permission;
  input: Input;
  output: Output;
  /** The status of success: 200, for what makes something 201. */
  status?: 200 | 201 | 202;
  files?: FileFields;
  downloads?: string[];
  bodyLimitMb?: number;
  ndjson?: string;
  pending?: (output: z.output<Output>) => boolean;
  /** The verb then gets {webhook, event, delivery, hash, body} instead of the fields. */
  signedFor?: WebhookKind;
  /** Gets path parameters, query or body as one flat object, not yet parsed: parsing is the verb's first step. */
  verb: (actor: Actor, input: unknown) => Promise<z.input<Output> | Download>;
};

const megabyte = 1024 * 1024;

const builder = os.$context<{ actor: Actor }>().$meta<Partial<DoorMeta>>({});

/** One entry of the HTTP API: where it is, what goes in and out, and the verb behind it. Declared, not coded. */
export function procedure<Input extends z.ZodType, Output extends z.ZodType>(
  declared: Declared<Input, Output>,
) {
  const { method, path, tag, summary, description, status = 200, verb } = declared;
  const meta: DoorMeta = {
    permission: declared.permission,
    files: declared.files ?? {},
    downloads: declared.downloads ?? [],
    bodyLimitBytes: (declared.bodyLimitMb ?? 2) * megabyte,
    ndjson: declared.ndjson ?? null,
    pending: (declared.pending as DoorMeta["pending"]) ?? null,
    signedFor: declared.signedFor ?? null,
  };
  return builder
    .meta(meta)
    .route({ method, path, summary, description, tags: [tag], successStatus: status })
    .input(described(declared.input))
    .output(meta.downloads.length > 0 ? orDownload(declared.output) : declared.output)
    .handler(({ context, input }) => verb(context.actor, input) as Promise<z.input<Output>>);
}

/** A schema that the documentation and the typed client read, whatever it checks at the door. */
export type Described<Content extends z.ZodType, In = z.input<Content>, Out = In> = Schema<In, Out> & {
  describes: Content;
};

/** The verb parses, once: a second parse would meet dates where text was sent. */
function described<Input extends z.ZodType>(schema: Input): Described<Input> {
  const validate = (value: unknown) => ({ value: value as z.input<Input> });
  return { "~standard": { vendor: "described", version: 1, validate }, describes: schema };
}

function orDownload<Output extends z.ZodType>(
  schema: Output,
): Described<Output, z.input<Output>, z.output<Output>> {
  const validate = (value: unknown) =>
    isDownload(value) ? { value: value as z.output<Output> } : schema["~standard"].validate(value);
  return { "~standard": { vendor: "described", version: 1, validate }, describes: schema };
}

export function describedBy(schema: AnySchema | undefined): z.ZodType | null {
  if (!schema) return null;
  if (schema["~standard"].vendor === "described") return (schema as Described<z.ZodType>).describes;
  return schema["~standard"].vendor === "zod" ? (schema as z.ZodType) : null;
}
