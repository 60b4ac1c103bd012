import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { createGzip } from "node:zlib";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import type { ChainedEvent } from "#lib/core/audit/chain.ts";
import { exportAuditSchema } from "#lib/core/audit/schema.ts";
import { parse } from "#lib/core/parse.ts";
import { askPortal, type Where, whereOf } from "#lib/server/audit/audit-filter.ts";
import { eventColumns } from "#lib/server/audit/chain-source.ts";
import { audit } from "#lib/server/audit.ts";
import { tarEnd, tarFill, tarHead, tarMember } from "#lib/server/backup/tar.ts";
import { db, transaction } from "#lib/server/db.ts";
import { type Download, download } from "#lib/server/http/download.ts";

type Format = "csv" | "jsonl";
type Edge = Pick<ChainedEvent, "link" | "position" | "at" | "hash">;
type Reading = { bytes: number; count: number; sha256: string; first: Edge | null; last: Edge | null };

/**
 * The log, or what a filter leaves of it, in the order of its chain: an archive of the rows and of a manifest with what
 * was asked for, how many rows there are, where they begin and end, and their SHA-256. That it was exported is logged
 * first. The rows never change, so they are read twice and never held: once to know their size and hash, once to send.
 */
export async function exportAudit(actor: Actor, input: unknown): Promise<Download> {
  authorize(actor, "audit.export");
  const { format, ...filter } = parse(exportAuditSchema, input);
  const where = await whereOf(filter);
  const head = await headNow();
  const found = await measure(where, head.count, format);
  const at = new Date();
  const manifest = {
    exportedAt: at.toISOString(),
    file: `audit.${format}`,
    filter,
    count: found.count,
    sha256: found.sha256,
    first: found.first,
    last: found.last,
    /** Whether no row between the first and the last is left out. */
    gapless: found.count === (found.first && found.last ? found.last.link - found.first.link + 1 : 0),
    head,
    law: "A row's hash: lib/core/audit/chain.ts. The JSON lines hold the texts that are hashed; CSV is for reading.",
  };
  await transaction((tx) =>
    audit(tx, actor, {
      action: "audit.export",
      entity: "audit",
      entityId: "log",
      data: { format, filter: JSON.parse(JSON.stringify(filter)), count: found.count, sha256: found.sha256 },
    }),
  );
  const blocks = archive(linesOf(where, head.count, format), found.bytes, manifest, at);
  const content = Readable.toWeb(Readable.from(blocks, { objectMode: false }).pipe(createGzip()));
  return download({
    name: `audit-${at.toISOString().slice(0, 10)}.tar.gz`,
    mediaType: "application/gzip",
    content: content as ReadableStream<Uint8Array>,
  });
}

async function* archive(
  lines: AsyncIterable<{ text: string }>,
  bytes: number,
  manifest: { file: string },
  at: Date,
): AsyncGenerator<Uint8Array> {
  yield tarHead(manifest.file, bytes, at);
  for await (const { text } of lines) yield Buffer.from(text);
  yield tarFill(bytes);
  yield* tarMember(
    { name: "manifest.json", bytes: Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`) },
    at,
  );
  yield tarEnd;
}

async function headNow(): Promise<{ count: number; hash: string }> {
  const head = await db.auditHead.findUniqueOrThrow({ where: { id: 1 }, select: { link: true, hash: true } });
  return { count: Number(head.link), hash: Buffer.from(head.hash).toString("hex") };
}

async function measure(where: Where, until: number, format: Format): Promise<Reading> {
  const hash = createHash("sha256");
  const found: Reading = { bytes: 0, count: 0, sha256: "", first: null, last: null };
  for await (const { text, rows } of linesOf(where, until, format)) {
    hash.update(text);
    found.bytes += Buffer.byteLength(text);
    found.count += rows.length;
    found.first ??= edgeOf(rows[0]);
    found.last = edgeOf(rows.at(-1)) ?? found.last;
  }
  return { ...found, sha256: hash.digest("hex") };
}

function edgeOf(row: ChainedEvent | undefined): Edge | null {
  return row ? { link: row.link, position: row.position, at: row.at, hash: row.hash } : null;
}

const pieceRows = 2_000;

const fields = [
  ...(["link", "position", "at", "actorKind", "actorId", "actorName"] as const),
  ...(["action", "entity", "entityId", "data", "previousHash", "hash"] as const),
];

/** The rows as text, a piece at a time. */
async function* linesOf({ sql, parameters }: Where, until: number, format: Format) {
  if (format === "csv") yield { text: `${fields.join(",")}\r\n`, rows: [] as ChainedEvent[] };
  const [after, last] = [parameters.length + 1, parameters.length + 2];
  for (let link = 0; ; ) {
    const rows = await askPortal<ChainedEvent>(
      `SELECT ${eventColumns} FROM "AuditEvent" AS e
        WHERE ${sql} AND e."link" > $${after}::bigint AND e."link" <= $${last}::bigint ORDER BY e."link" LIMIT ${pieceRows}`,
      [...parameters, String(link), String(until)],
    );
    if (rows.length === 0) return;
    yield { text: rows.map(format === "csv" ? csvOf : jsonOf).join(""), rows };
    link = rows.at(-1)?.link ?? until;
  }
}

function jsonOf(row: ChainedEvent): string {
  return `${JSON.stringify(Object.fromEntries(fields.map((field) => [field, row[field]])))}\n`;
}

function csvOf(row: ChainedEvent): string {
  return `${fields.map((field) => cell(row[field])).join(",")}\r\n`;
}

/** RFC 4180. What a spreadsheet would take for a formula is marked as text. */
function cell(value: string | number | null): string {
  const text = String(value ?? "");
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
