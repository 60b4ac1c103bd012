import type { z } from "zod";
import { invalid } from "#lib/core/errors.ts";
import type { MetricSource, metricSourceSchema } from "#lib/metrics/schema.ts";
import type { Tx } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/prisma/client.ts";

type Given = z.output<typeof metricSourceSchema> | null | undefined;

/** The column for a metric's source; nothing where none was given. Throws INVALID for a source that is not there. */
export async function sourceColumn(
  tx: Tx,
  given: Given,
): Promise<{ source?: MetricSource | typeof Prisma.DbNull }> {
  if (given === undefined) return {};
  if (given === null) return { source: Prisma.DbNull };
  const found = await tx.source.findFirst({
    where: { key: given.source, archivedAt: null },
    select: { id: true },
  });
  if (!found) {
    const message = `There is no source with the key "${given.source}".`;
    throw invalid([{ path: "source.source", message }]);
  }
  return { source: { source: given.source, query: given.query, stepSeconds: given.step ?? null } };
}
