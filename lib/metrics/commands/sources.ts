import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { defined } from "#lib/core/defined.ts";
import { differences } from "#lib/core/differences.ts";
import { parse } from "#lib/core/parse.ts";
import { getSource, noSuchSource, sourceName } from "#lib/metrics/queries/sources.ts";
import { type Source, sourceEditSchema, sourceInputSchema } from "#lib/metrics/schema.ts";
import { audit } from "#lib/server/audit.ts";
import { transaction } from "#lib/server/db.ts";
import { sealSecret } from "#lib/server/secrets.ts";
import { refuseTaken } from "#lib/server/unique.ts";

/** Adds a source. Its headers are encrypted here and only opened to ask it; the audit log has their names alone. */
export async function createSource(actor: Actor, input: unknown): Promise<Source> {
  authorize(actor, "source.create");
  const { headers, ...fields } = parse(sourceInputSchema, input);
  await refuseTaken("source", fields.key, () =>
    transaction(async (tx) => {
      const data = { ...defined(fields), ...headerColumns(fields.key, headers) };
      const row = await tx.source.create({ data, select: { id: true, headerNames: true } });
      await audit(tx, actor, {
        action: "source.create",
        entity: "source",
        entityId: row.id,
        data: { ...fields, headerNames: row.headerNames },
      });
    }),
  );
  return getSource(actor, { key: fields.key });
}

/** Edits a source; what is left out stays, its headers too. An archived one is no longer asked. */
export async function editSource(actor: Actor, input: unknown): Promise<Source> {
  authorize(actor, "source.edit");
  const { key, archived, headers, ...fields } = parse(sourceEditSchema, input);
  await transaction(async (tx) => {
    const before = await tx.source.findUnique({ where: { key } });
    if (!before) throw noSuchSource(key);
    const given = defined(fields);
    // Headers are meant for the server they were entered for, and go nowhere else.
    const moved = given.baseUrl !== undefined && originOf(given.baseUrl) !== originOf(before.baseUrl);
    const columns = headers === undefined && moved ? headerColumns(key, {}) : headerColumns(key, headers);
    const archivedAt =
      archived === undefined ? before.archivedAt : archived ? (before.archivedAt ?? new Date()) : null;
    const changed = differences<Record<string, unknown>>(before, given);
    await tx.source.update({
      where: { key },
      data: { ...given, ...columns, archivedAt },
      select: { id: true },
    });
    await audit(tx, actor, {
      action: "source.edit",
      entity: "source",
      entityId: before.id,
      data: JSON.parse(
        JSON.stringify({
          key,
          changed,
          archived: archivedAt !== null,
          ...(columns.headerNames ? { headerNames: columns.headerNames } : {}),
        }),
      ),
    });
  });
  return getSource(actor, { key });
}

function headerColumns(key: string, headers: Record<string, string> | undefined) {
  if (headers === undefined) return {};
  const names = Object.keys(headers).sort();
  const sealedHeaders = names.length > 0 ? sealSecret(JSON.stringify(headers), sourceName(key)) : null;
  return { headerNames: names, sealedHeaders };
}

function originOf(baseUrl: string): string {
  return new URL(baseUrl).origin;
}
