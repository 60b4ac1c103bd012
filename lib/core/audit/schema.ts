import { z } from "zod";
import { pageInputSchema } from "#lib/core/paging.ts";

/** A head that somebody kept: the hash alone, or `HASH:COUNT`. */
export const verifyAuditSchema = z.strictObject({
  expect: z
    .string()
    .trim()
    .toLowerCase()
    .regex(
      /^[0-9a-f]{64}(:\d{1,15})?$/,
      "Give a head as it was printed: 64 hexadecimal digits, and :COUNT if you like.",
    )
    .optional(),
});

export const auditVerificationSchema = z.object({
  whole: z.boolean(),
  /** So many rows are whole, from the first on; the hash is that of the last of them. */
  count: z.number().int(),
  hash: z.string(),
  checkedAt: z.iso.datetime(),
  damage: z
    .object({
      kind: z.enum(["edited", "removed", "inserted", "order", "fork"]),
      link: z.number().int(),
      position: z.string().nullable(),
      sentence: z.string(),
    })
    .nullable(),
});

export type AuditVerification = z.output<typeof auditVerificationSchema>;

const filters = {
  /** The e-mail or id of an account, or "portal" for what the portal did by itself. */
  actor: z
    .union([z.literal("portal"), z.uuid(), z.email()], "Give an e-mail, the id of an account, or portal.")
    .optional(),
  action: z
    .string()
    .regex(/^[a-z-]+\.[a-z-]+$/, "Give an action as it is written in the log, like change.edit.")
    .optional(),
  object: z.string().max(60).optional(),
  objectId: z.string().max(200).optional(),
  from: z.coerce.date().optional(),
  to: z.coerce.date().optional(),
};

const objectNamed = (given: { object?: string | undefined; objectId?: string | undefined }) =>
  given.objectId === undefined || given.object !== undefined;
const nameObject = { path: ["object"], message: "Say what kind of object it is, too." };

export const listAuditSchema = pageInputSchema.extend(filters).strict().refine(objectNamed, nameObject);
export type AuditFilter = Omit<z.output<typeof listAuditSchema>, "cursor" | "limit">;

export const exportAuditSchema = z
  .strictObject({ format: z.enum(["csv", "jsonl"]), ...filters })
  .refine(objectNamed, nameObject);

export const auditEventSchema = z.object({
  position: z.number().int(),
  at: z.iso.datetime(),
  actor: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string() }),
  action: z.string(),
  object: z.string(),
  objectId: z.string(),
  data: z.record(z.string(), z.unknown()),
  link: z.number().int().nullable(),
  previousHash: z.string().nullable(),
  hash: z.string().nullable(),
});

export type AuditListItem = z.output<typeof auditEventSchema>;

export const auditActionsSchema = z.object({ items: z.array(z.string()) });
