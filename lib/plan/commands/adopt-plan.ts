import { writeChange } from "#lib/changes/commands/record-change.ts";
import { changeInputSchema } from "#lib/changes/schema.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { type Fault, invalid, isAppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { readStoredPlan } from "#lib/plan/queries/read-plan.ts";
import { draftDescription } from "#lib/plan/reading/draft-description.ts";
import { likelyChange } from "#lib/plan/reading/likely-change.ts";
import { adoptPlanSchema } from "#lib/plan/schema.ts";
import { audit } from "#lib/server/audit.ts";
import { type Tx, transaction } from "#lib/server/db.ts";

/**
 * Records changes of an uploaded plan as drafts, all or none. Title, area, practice, system and day are as confirmed; what
 * else is said of them, and where, comes from the file itself, which is read again. Answers their numbers.
 */
export async function adoptPlan(actor: Actor, input: unknown): Promise<{ numbers: number[] }> {
  authorize(actor, "plan.read-in");
  authorize(actor, "change.record");
  const { file, changes } = parse(adoptPlanSchema, input);
  const { name, sha256, unit, reading } = await readStoredPlan(actor, file);
  const read = new Map(reading.changes.map((change) => [change.line, change]));
  const strangers = changes.flatMap(({ line }, index): Fault[] =>
    read.has(line)
      ? []
      : [{ path: `changes.${index}.line`, message: `The plan tells of no change in ${unit} ${line}.` }],
  );
  if (strangers.length > 0) throw invalid(strangers);
  const claims = reading.results.map((result) => ({
    text: result.text,
    of: likelyChange(result, reading.changes),
  }));
  const drafts = changes.map(({ line, ...change }) => ({
    ...change,
    status: "draft",
    appliedAt: change.appliedAt?.toISOString() ?? null,
    description: draftDescription(
      read.get(line)?.details ?? [],
      claims.filter(({ of }) => of === line).map(({ text }) => text),
      { name, sha256, unit, line },
    ),
  }));
  return transaction(async (tx) => {
    const numbers = await writeAll(tx, actor, drafts);
    await audit(tx, actor, {
      action: "plan.adopt",
      entity: "file",
      entityId: file,
      data: {
        name,
        sha256,
        changes: changes.map(({ line }, index) => ({ line, number: numbers[index] ?? null })),
      },
    });
    return { numbers };
  });
}

/** One by one, so that their numbers follow the document. A refusal names the change by its place. */
async function writeAll(tx: Tx, actor: Actor, drafts: unknown[]): Promise<number[]> {
  const numbers: number[] = [];
  for (const [index, draft] of drafts.entries()) {
    try {
      numbers.push(await writeChange(tx, actor, parse(changeInputSchema, draft)));
    } catch (error) {
      if (!isAppError(error) || error.code !== "INVALID") throw error;
      throw invalid(error.faults.map(({ path, message }) => ({ path: `changes.${index}.${path}`, message })));
    }
  }
  return numbers;
}
