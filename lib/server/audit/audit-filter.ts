import type { AuditFilter } from "#lib/core/audit/schema.ts";
import type { Ask } from "#lib/server/audit/chain-source.ts";
import { db } from "#lib/server/db.ts";

export const askPortal: Ask = (sql, parameters) => db.$queryRawUnsafe(sql, ...parameters);

export type Where = { sql: string; parameters: string[] };

/** A filter of the log as SQL. An account that does not exist has done nothing. */
export async function whereOf(filter: AuditFilter): Promise<Where> {
  const parameters: string[] = [];
  const conditions: string[] = ["TRUE"];
  const add = (sql: (place: string) => string, value: string) => {
    parameters.push(value);
    conditions.push(sql(`$${parameters.length}`));
  };
  if (filter.actor === "portal") conditions.push(`"actorId" IS NULL`);
  else if (filter.actor) {
    const id = await accountOf(filter.actor);
    if (id) add((place) => `"actorId" = ${place}::uuid`, id);
    else conditions.push("FALSE");
  }
  if (filter.action) add((place) => `"action" = ${place}`, filter.action);
  if (filter.object) add((place) => `"entity" = ${place}`, filter.object);
  if (filter.objectId) add((place) => `"entityId" = ${place}`, filter.objectId);
  if (filter.from) add((place) => `"at" >= ${place}::timestamp`, stamp(filter.from));
  if (filter.to) add((place) => `"at" < ${place}::timestamp`, stamp(filter.to));
  return { sql: conditions.join(" AND "), parameters };
}

async function accountOf(actor: string): Promise<string | null> {
  if (!actor.includes("@")) return actor;
  const user = await db.user.findUnique({ where: { email: actor.toLowerCase() }, select: { id: true } });
  return user?.id ?? null;
}

/** The database keeps UTC without a zone. */
function stamp(time: Date): string {
  return time.toISOString().replace("Z", "");
}
