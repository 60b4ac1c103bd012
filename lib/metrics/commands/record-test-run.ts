import { type Actor, isSimulating, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { invalid, isAppError } from "#lib/core/errors.ts";
import type { ParsedFile } from "#lib/core/formats/parsed.ts";
import { parseFile } from "#lib/core/formats/registry.ts";
import { parse } from "#lib/core/parse.ts";
import { systemIdOf } from "#lib/metrics/commands/system-id.ts";
import { testRunFields, testRunOf } from "#lib/metrics/queries/test-runs.ts";
import { type TestRun, testRunInputSchema } from "#lib/metrics/schema.ts";
import { startOfFile, testRunResult } from "#lib/metrics/test-run-result.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";
import { db, transaction } from "#lib/server/db.ts";
import { readFileText } from "#lib/server/files.ts";

/**
 * Notes a test run, with its result file where there is one: the file is kept as it came, and what it says stands beside
 * the run. Throws INVALID naming the fault for a file that cannot be read.
 */
export async function recordTestRun(actor: Actor, input: unknown): Promise<TestRun> {
  authorize(actor, "test-run.create");
  const { system, file: fileId, format, ...fields } = parse(testRunInputSchema, input);
  const file = fileId === undefined ? null : await readResult(actor, fileId, format);
  if (!file && fields.title === undefined)
    throw invalid([{ path: "title", message: "Give the run a title." }]);
  const ranAt = fields.ranAt ?? (file && startOfFile(file.parsed)) ?? actingTime(actor);
  return transaction(async (tx) => {
    const systemId = await systemIdOf(tx, system);
    const row = await tx.testRun.create({
      data: {
        kind: fields.kind,
        title: fields.title ?? file?.name ?? "",
        description: fields.description ?? "",
        ranAt,
        systemId,
        ...(file ? { fileId: file.id, result: testRunResult(file.parsed) } : {}),
        recordedById: userIdOf(actor),
        simulated: isSimulating(actor),
        createdAt: actingTime(actor),
      },
      select: { id: true, ...testRunFields },
    });
    await audit(tx, actor, {
      action: "test-run.create",
      entity: "test-run",
      entityId: row.id,
      data: JSON.parse(
        JSON.stringify({ number: row.number, system, ...fields, ...(row.file ? { file: row.file } : {}) }),
      ),
    });
    return testRunOf(row);
  });
}

type ResultFile = { id: string; name: string; parsed: ParsedFile };

/** The actor's own uploaded file, read. */
async function readResult(actor: Actor, id: string, format: string | undefined): Promise<ResultFile> {
  const own = actor.kind === "system" ? {} : { uploadedById: userIdOf(actor) };
  const file = await db.storedFile.findFirst({ where: { id, ...own }, select: { id: true, name: true } });
  if (!file) throw invalid([{ path: "file", message: "This is not a file that you uploaded." }]);
  try {
    return { ...file, parsed: parseFile(await readFileText(db, id), file.name, { format }) };
  } catch (error) {
    if (isAppError(error) && error.code === "INVALID")
      throw invalid([{ path: "file", message: error.message }]);
    throw error;
  }
}
