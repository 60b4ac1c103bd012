import { z } from "zod";
import { visibleChanges } from "#lib/changes/access.ts";
import { measuredVerdict, type VerdictOptions } from "#lib/changes/measured-verdict.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { db } from "#lib/server/db.ts";
import { readFileText } from "#lib/server/files.ts";

const inputSchema = z.strictObject({ id: z.uuid() });

/** Computes a stored verdict again from its stored files. Writes nothing; `same` compares the bytes. */
export async function recomputeMeasurement(
  actor: Actor,
  input: unknown,
): Promise<{ same: boolean; stored: string; verdict: string }> {
  authorize(actor, "measurement.view");
  const { id } = parse(inputSchema, input);
  const row = await db.measurement.findFirst({
    where: { id, change: visibleChanges(actor) },
    select: {
      verdict: true,
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
  const { verdict } = measuredVerdict(
    { before: of("before", "series"), after: of("after") },
    row.options as unknown as VerdictOptions,
  );
  const computed = JSON.stringify(verdict);
  return { same: computed === row.verdict, stored: row.verdict, verdict: computed };
}
