import { z } from "zod";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import type { ChainedEvent } from "#lib/core/audit/chain.ts";
import { type AuditListItem, listAuditSchema } from "#lib/core/audit/schema.ts";
import { decodeCursor, type Page, pageOf } from "#lib/core/paging.ts";
import { parse } from "#lib/core/parse.ts";
import { askPortal, whereOf } from "#lib/server/audit/audit-filter.ts";
import { eventColumns } from "#lib/server/audit/chain-source.ts";

/** The audit log, the newest first. */
export async function listAudit(actor: Actor, input: unknown = {}): Promise<Page<AuditListItem>> {
  authorize(actor, "audit.view");
  const { cursor, limit, ...filter } = parse(listAuditSchema, input);
  const { sql, parameters } = await whereOf(filter);
  const [before] = cursor ? decodeCursor(cursor, z.tuple([z.number().int()])) : [];
  if (before !== undefined) parameters.push(String(before));
  const rows = await askPortal<ChainedEvent>(
    `SELECT ${eventColumns} FROM "AuditEvent" AS e
      WHERE ${sql} ${before === undefined ? "" : `AND e."position" < $${parameters.length}::bigint`}
      ORDER BY e."position" DESC LIMIT ${limit + 1}`,
    parameters,
  );
  const page = pageOf(rows, limit, (row) => [Number(row.position)]);
  return { ...page, items: page.items.map(itemOf) };
}

/** Every action that stands in the log, by name: one look into the index for each, however long the log is. */
export async function listAuditActions(actor: Actor): Promise<{ items: string[] }> {
  authorize(actor, "audit.view");
  const rows = await askPortal<{ action: string }>(
    `WITH RECURSIVE found AS (
       (SELECT "action" FROM "AuditEvent" ORDER BY "action" LIMIT 1)
       UNION ALL
       SELECT (SELECT e."action" FROM "AuditEvent" AS e WHERE e."action" > f."action" ORDER BY e."action" LIMIT 1)
         FROM found AS f WHERE f."action" IS NOT NULL)
     SELECT "action" FROM found WHERE "action" IS NOT NULL`,
    [],
  );
  return { items: rows.map((row) => row.action) };
}

function itemOf(row: ChainedEvent): AuditListItem {
  return {
    position: Number(row.position),
    at: row.at,
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    action: row.action,
    object: row.entity,
    objectId: row.entityId,
    data: JSON.parse(row.data),
    link: row.link,
    previousHash: row.previousHash,
    hash: row.hash,
  };
}
