/**
 * The law of the audit log's chain, for anyone who wants to compute it again in any language.
 *
 * Rows are numbered by `link`: 1, 2, 3 … in the order in which their transactions committed. The hash of a row is the
 * SHA-256 of a UTF-8 text: ten parts, each written as its length in bytes, ":", itself, and ","; a part that is null is
 * "-,". The parts are the hash of the row before (64 hexadecimal digits, zeros for the first), position, at
 * (2026-11-28T05:00:00.000Z), actorKind, actorId, actorName, action, entity, entityId, and data as PostgreSQL writes
 * its jsonb. A trigger of the database writes it (migration `audit_chain`); what is here reads it again.
 *
 * This shows tampering, it does not prevent it. Whoever may do anything in the database can cut off the newest rows or
 * write the whole chain anew; that shows only to those who kept the head, its hash and count, somewhere else.
 */

export type ChainedEvent = {
  link: number;
  position: string;
  at: string;
  actorKind: string;
  actorId: string | null;
  actorName: string;
  action: string;
  entity: string;
  entityId: string;
  /** The text that PostgreSQL writes for the jsonb. */
  data: string;
  previousHash: string | null;
  hash: string | null;
};

export type Head = { count: number; hash: string };

/** What stands before the first row. */
export const genesis = "0".repeat(64);

/** The text whose SHA-256 is the row's hash. */
export function chainedText(previousHash: string, event: ChainedEvent): string {
  const { position, at, actorKind, actorId, actorName, action, entity, entityId, data } = event;
  return [previousHash, position, at, actorKind, actorId, actorName, action, entity, entityId, data]
    .map(part)
    .join("");
}

const encoder = new TextEncoder();

function part(text: string | null): string {
  return text === null ? "-," : `${encoder.encode(text).byteLength}:${text},`;
}
