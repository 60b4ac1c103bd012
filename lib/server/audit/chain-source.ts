import { createHash } from "node:crypto";
import type { ChainedEvent } from "#lib/core/audit/chain.ts";
import type { ChainSource } from "#lib/core/audit/verify-chain.ts";
import { db } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/prisma/client.ts";

/** So many rows are held at a time, however long the log is. */
const pieceRows = 2_000;

/** The log as it stands now: what is written meanwhile lies behind the head that was read and is left alone. */
export async function chainSource(): Promise<ChainSource> {
  const [now] = await db.$queryRaw<{ count: number; hash: string; stray: string | null }[]>`
    SELECT h."link"::float8 AS count, encode(h."hash", 'hex') AS hash,
           (SELECT min(e."position")::text FROM "AuditEvent" AS e WHERE e."link" IS NULL OR e."link" > h."link") AS stray
      FROM "AuditHead" AS h`;
  // Without its head the whole log is missing: every row is then a stray one.
  const head = { count: now?.count ?? 0, hash: now?.hash ?? "" };
  return {
    head,
    stray: now?.stray ? { position: now.stray } : null,
    sha256: (text) => createHash("sha256").update(text).digest("hex"),
    after: (last) =>
      read(
        Prisma.sql`"link" <= ${head.count} AND ("link", "position") > (${last?.link ?? 0}, ${BigInt(last?.position ?? -1)})`,
        pieceRows,
      ),
    withHash: async (hash) => (await read(Prisma.sql`"hash" = decode(${hash}, 'hex')`, 1))[0] ?? null,
    following: (hash) => read(Prisma.sql`"previousHash" = decode(${hash}, 'hex')`, 10),
  };
}

export function read(which: Prisma.Sql, limit: number): Promise<ChainedEvent[]> {
  return db.$queryRaw<ChainedEvent[]>`
    SELECT "link"::float8 AS link, "position"::text AS position,
           to_char("at", 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at,
           "actorKind", "actorId"::text AS "actorId", "actorName", "action", "entity", "entityId", "data"::text AS data,
           encode("previousHash", 'hex') AS "previousHash", encode("hash", 'hex') AS hash
      FROM "AuditEvent" WHERE ${which} ORDER BY "link", "position" LIMIT ${limit}`;
}
