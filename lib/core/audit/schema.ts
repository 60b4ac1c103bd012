import { z } from "zod";

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
