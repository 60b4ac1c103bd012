import { createHash } from "node:crypto";
import type { ChainedEvent } from "#lib/core/audit/chain.ts";
import type { ChainSource } from "#lib/core/audit/verify-chain.ts";

/** How a database is asked, whoever asks it: parameters are texts, and the SQL says their types. */
export type Ask = <Row extends object>(sql: string, parameters: string[]) => Promise<Row[]>;

/** So many rows are held at a time, however long the log is. */
const pieceRows = 2_000;

/** The log as it stands now: what is written meanwhile lies behind the head that was read and is left alone. */
export async function chainSource(ask: Ask): Promise<ChainSource> {
  const [now] = await ask<{ count: number; hash: string; stray: string | null }>(
    `SELECT h."link"::float8 AS count, encode(h."hash", 'hex') AS hash,
            (SELECT min(e."position")::text FROM "AuditEvent" AS e WHERE e."link" IS NULL OR e."link" > h."link") AS stray
       FROM "AuditHead" AS h`,
    [],
  );
  const count = String(now?.count ?? 0);
  const rows = (where: string, limit: number, parameters: string[]) =>
    ask<ChainedEvent>(
      `SELECT ${eventColumns} FROM "AuditEvent" WHERE ${where} ORDER BY "link", "position" LIMIT ${limit}`,
      parameters,
    );
  return {
    head: { count: now?.count ?? 0, hash: now?.hash ?? "" },
    stray: now?.stray ? { position: now.stray } : null,
    sha256: (text) => createHash("sha256").update(text).digest("hex"),
    after: (last) =>
      rows(`"link" <= $1::bigint AND ("link", "position") > ($2::bigint, $3::bigint)`, pieceRows, [
        count,
        String(last?.link ?? 0),
        last?.position ?? "-1",
      ]),
    withHash: async (hash) => (await rows(`"hash" = decode($1, 'hex')`, 1, [hash]))[0] ?? null,
    following: (hash) => rows(`"previousHash" = decode($1, 'hex')`, 10, [hash]),
  };
}

/** A row as it is hashed. */
export const eventColumns = `"link"::float8 AS link, "position"::text AS position,
  to_char("at", 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at,
  "actorKind", "actorId"::text AS "actorId", "actorName", "action", "entity", "entityId", "data"::text AS data,
  encode("previousHash", 'hex') AS "previousHash", encode("hash", 'hex') AS hash`;
