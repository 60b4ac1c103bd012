import { z } from "zod";
import { visibleChanges } from "#lib/changes/access.ts";
import { measuredVerdict, type VerdictOptions } from "#lib/changes/measured-verdict.ts";
import { type Recomputation, recomputationOf } from "#lib/changes/recomputation.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError, isAppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { ENGINE } from "#lib/core/statistics/engine.ts";
import { db } from "#lib/server/db.ts";
import { readFileText } from "#lib/server/files.ts";

const inputSchema = z.strictObject({ id: z.uuid() });

/**
 * Computes a stored verdict again from its stored files. Writes nothing. `verdict` is null where this version of the
 * engine refuses files that another one read.
 */
export async function recomputeMeasurement(
  actor: Actor,
  input: unknown,
): Promise<Recomputation & { stored: string; verdict: string | null }> {
  authorize(actor, "measurement.view");
  const { id } = parse(inputSchema, input);
  const row = await db.measurement.findFirst({
    where: { id, change: visibleChanges(actor) },
    select: {
      verdict: true,
      engine: true,
      options: true,
      inputs: {
        orderBy: { position: "asc" },
        select: { side: true, name: true, sha256: true, fileId: true },
      },
    },
  });
  if (!row) throw new AppError("NOT_FOUND", "There is no such measurement, or you may not see its change.");
  const files = await Promise.all(
    row.inputs.map(async ({ side, name, sha256, fileId }) => ({
      side,
      file: { name, sha256, text: await readFileText(db, fileId) },
    })),
  );
  const of = (...sides: string[]) => files.filter(({ side }) => sides.includes(side)).map(({ file }) => file);
  try {
    const sides = { before: of("before", "series"), after: of("after") };
    const { verdict } = measuredVerdict(sides, row.options as unknown as VerdictOptions);
    const computed = JSON.stringify(verdict);
    return { ...recomputationOf(row.verdict, { verdict: computed }), stored: row.verdict, verdict: computed };
  } catch (error) {
    if (!isAppError(error) || row.engine === ENGINE) throw error;
    const found = recomputationOf(row.verdict, { engine: ENGINE, refusal: error.message });
    return { ...found, stored: row.verdict, verdict: null };
  }
}
