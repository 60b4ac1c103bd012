import { similarChanges } from "#lib/changes/queries/similar-changes.ts";
import { listPractices } from "#lib/changes/queries.ts";
import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { invalid, isAppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { likelyChange } from "#lib/plan/reading/likely-change.ts";
import { type PlanReading, readingInShort } from "#lib/plan/reading/plan-reading.ts";
import { plainName } from "#lib/plan/reading/practice-names.ts";
import { largestPlanBytes, readPlanFile, tooLarge } from "#lib/plan/reading/read-plan-file.ts";
import { systemSpokenOf } from "#lib/plan/reading/system-spoken-of.ts";
import { type PlanPreview, type PlanReadingInShort, planFileSchema } from "#lib/plan/schema.ts";
import { db } from "#lib/server/db.ts";
import { readFileChunks } from "#lib/server/files.ts";
import { listSystems } from "#lib/systems/queries.ts";

/** An uploaded plan taken apart. Records nothing. */
export async function readPlan(actor: Actor, input: unknown): Promise<PlanReadingInShort> {
  authorize(actor, "plan.read-in");
  const { file } = parse(planFileSchema, input);
  return readingInShort((await readStoredPlan(actor, file)).reading);
}

/** More rows are shown without the records like them. */
const mostCompared = 200;

/** The same for somebody who is to confirm it: with claims beside their changes, systems, and what is recorded already. */
export async function previewPlan(actor: Actor, input: unknown): Promise<PlanPreview> {
  authorize(actor, "plan.read-in");
  const { file } = parse(planFileSchema, input);
  const { name, reading, unit } = await readStoredPlan(actor, file);
  const { items: systems } = await listSystems(actor, { limit: 200 });
  const claims = reading.results.map(({ text, line, ...result }) => ({
    text,
    line,
    ofChange: likelyChange({ text, line, ...result }, reading.changes),
  }));
  const changes = [];
  for (const [at, change] of reading.changes.entries()) {
    changes.push({
      ...change,
      system: systemSpokenOf(change, systems),
      like: at < mostCompared ? await recordedLike(actor, change.title) : null,
      claims: claims
        .filter(({ ofChange }) => ofChange === change.line)
        .map(({ text, line }) => ({ text, line })),
    });
  }
  return {
    file: { id: file, name, unit },
    changes,
    otherClaims: claims.filter(({ ofChange }) => ofChange === null).map(({ text, line }) => ({ text, line })),
    planned: reading.planned,
    notUnderstood: reading.notUnderstood,
  };
}

type StoredPlan = { name: string; sha256: string; reading: PlanReading; unit: "line" | "paragraph" };

/** The actor's own uploaded file, read with the practices of this portal. Throws INVALID saying why it is no plan. */
export async function readStoredPlan(actor: Actor, id: string): Promise<StoredPlan> {
  const own = actor.kind === "system" ? {} : { uploadedById: userIdOf(actor) };
  const file = await db.storedFile.findFirst({
    where: { id, ...own },
    select: { name: true, bytes: true, sha256: true },
  });
  if (!file) throw invalid([{ path: "file", message: "This is not a file that you uploaded." }]);
  const { name, sha256 } = file;
  const practices = await listPractices(actor);
  try {
    if (file.bytes > largestPlanBytes) throw tooLarge(name, file.bytes, largestPlanBytes);
    const chunks: Uint8Array[] = [];
    for await (const chunk of readFileChunks(db, id)) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    const isArchive = bytes[0] === 0x50 && bytes[1] === 0x4b;
    return {
      name,
      sha256,
      reading: await readPlanFile({ name, bytes }, practices),
      unit: isArchive ? "paragraph" : "line",
    };
  } catch (error) {
    if (!isAppError(error)) throw error;
    throw invalid([{ path: "file", message: error.message }]);
  }
}

/** What is recorded under this title already, or the nearest to it. */
async function recordedLike(actor: Actor, title: string): Promise<PlanPreview["changes"][number]["like"]> {
  const near = await similarChanges(actor, { title });
  const same = near.find((change) => plainName(change.title) === plainName(title));
  const found = same ?? near[0];
  return found ? { number: found.number, title: found.title, same: same !== undefined } : null;
}
