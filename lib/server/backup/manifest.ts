import { z } from "zod";

/**
 * What a backup is: a tar archive, compressed with gzip, of these members in this order.
 *
 * `portal-backup.json`   what it is, so that it is known before the rest is read
 * `tables/NAME/N.copy`   the rows of a table by primary key, as PostgreSQL's COPY writes text, in pieces
 * `manifest.json`        what must be in it: rows and SHA-256 of each table, sequences, partitions, the audit log's head
 * `manifest.sha256`      the SHA-256 of the manifest's bytes
 */
export const backupFormat = 1;

export const opening = "portal-backup.json";
export const manifestName = "manifest.json";
export const sealName = "manifest.sha256";

export const openingSchema = z.object({
  format: z.number().int(),
  portalVersion: z.string(),
  migration: z.string(),
  createdAt: z.iso.datetime(),
});

const name = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/);

const tableSchema = z.object({
  name,
  columns: z.array(name).min(1),
  rows: z.number().int().nonnegative(),
  bytes: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

export const manifestSchema = openingSchema.extend({
  migrations: z.array(z.string().regex(/^\d{14}_[a-z0-9_]+$/)).min(1),
  tables: z.array(tableSchema),
  /** Jobs that the queue had not finished; they are asked for anew. */
  queue: tableSchema,
  sequences: z.array(z.object({ name, value: z.string().regex(/^-?\d+$/), called: z.boolean() })),
  partitions: z.array(
    z.object({
      of: name,
      name,
      bound: z.string().regex(/^(DEFAULT|FOR VALUES FROM \('[0-9 :-]+'\) TO \('[0-9 :-]+'\))$/),
    }),
  ),
  /** Null in a backup of a version that had no chain yet. */
  auditHead: z
    .object({ count: z.number().int().nonnegative(), hash: z.string().regex(/^[0-9a-f]{64}$/) })
    .nullable(),
});

export type TableEntry = z.output<typeof tableSchema>;
export type Manifest = z.output<typeof manifestSchema>;

/** The queue's own table is not the portal's: its rows go back to where writes leave their jobs. */
export const queueEntry = { name: "queue", into: "OutgoingJob", columns: ["name", "payload", "startAfter"] };
