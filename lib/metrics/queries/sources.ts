import { z } from "zod";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { decodeCursor, type Page, pageInputSchema, pageOf } from "#lib/core/paging.ts";
import { parse } from "#lib/core/parse.ts";
import { type Source, sourceKeySchema, tryQuerySchema } from "#lib/metrics/schema.ts";
import { stepFor } from "#lib/metrics/step-for.ts";
import { db } from "#lib/server/db.ts";
import { openSecret } from "#lib/server/secrets.ts";
import type { Target } from "#lib/server/sources/guarded-get.ts";
import { queryRange } from "#lib/server/sources/prometheus/client.ts";
import { onlySeries, type SourcePoint } from "#lib/server/sources/prometheus/map.ts";

/** Sources by key. Their headers are never read out. */
export async function listSources(actor: Actor, input: unknown = {}): Promise<Page<Source>> {
  authorize(actor, "source.list");
  const filter = parse(pageInputSchema, input);
  const after = filter.cursor ? decodeCursor(filter.cursor, z.tuple([z.string()])) : null;
  const rows = await db.source.findMany({
    where: after ? { key: { gt: after[0] } } : {},
    orderBy: { key: "asc" },
    take: filter.limit + 1,
  });
  const page = pageOf(rows, filter.limit, (row) => [row.key]);
  return { ...page, items: await Promise.all(page.items.map(sourceOf)) };
}

/** One source by key. Throws NOT_FOUND. */
export async function getSource(actor: Actor, input: unknown): Promise<Source> {
  authorize(actor, "source.list");
  const { key } = parse(sourceKeySchema, input);
  const row = await db.source.findUnique({ where: { key } });
  if (!row) throw noSuchSource(key);
  return sourceOf(row);
}

export type Tried = {
  labels: Record<string, string>;
  points: SourcePoint[];
  stepSeconds: number;
  from: number;
  to: number;
};

/** Asks a source now, for a picture: nothing is kept. Throws what keeps it from answering, in words for people. */
export async function tryQuery(actor: Actor, input: unknown, now = Date.now()): Promise<Tried> {
  authorize(actor, "source.try");
  const { source, query, step, span } = parse(tryQuerySchema, input);
  const stepSeconds = Math.max(step ?? stepFor(span / 500), Math.ceil(span / 10_000));
  const range = { query, from: now - span * 1000, to: now, stepSeconds };
  const found = onlySeries(
    await queryRange(await targetOf(source), range, { timeoutMs: 10_000, tries: 1, pauseMs: 0 }),
  );
  return {
    labels: found?.labels ?? {},
    points: found?.points ?? [],
    stepSeconds,
    from: range.from,
    to: range.to,
  };
}

/** How a source is spoken to, its headers opened. For those who ask it on somebody's behalf, never for an answer. */
export async function targetOf(key: string): Promise<Target> {
  const row = await db.source.findFirst({ where: { key, archivedAt: null } });
  if (!row) throw noSuchSource(key);
  const { baseUrl, caCertificate, verifyTls, allowOwnMachine, sealedHeaders } = row;
  const headers = sealedHeaders === null ? {} : JSON.parse(openSecret(sealedHeaders, sourceName(key)));
  return { baseUrl, caCertificate, verifyTls, allowOwnMachine, headers };
}

/** What a source's secrets are tied to. */
export function sourceName(key: string): string {
  return `the source "${key}"`;
}

export function noSuchSource(key: string): AppError {
  return new AppError("NOT_FOUND", `There is no source with the key "${key}".`);
}

type Row = NonNullable<Awaited<ReturnType<typeof db.source.findUnique>>>;

async function sourceOf(row: Row): Promise<Source> {
  return {
    key: row.key,
    name: row.name,
    baseUrl: row.baseUrl,
    headerNames: row.headerNames,
    caCertificate: row.caCertificate,
    verifyTls: row.verifyTls,
    allowOwnMachine: row.allowOwnMachine,
    metrics: await db.metric.count({ where: { source: { path: ["source"], equals: row.key } } }),
    archived: row.archivedAt !== null,
  };
}
