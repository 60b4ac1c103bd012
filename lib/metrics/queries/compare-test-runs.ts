import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError, invalid } from "#lib/core/errors.ts";
import { compareFiles } from "#lib/core/evidence/compare-files.ts";
import type { NamedFile } from "#lib/core/evidence/named-file.ts";
import { parseFile } from "#lib/core/formats/registry.ts";
import type { Page } from "#lib/core/paging.ts";
import { parse } from "#lib/core/parse.ts";
import { correctedVerdicts } from "#lib/core/statistics/corrected-verdicts.ts";
import { testRunFields, testRunOf } from "#lib/metrics/queries/test-runs.ts";
import { compareTestRunsSchema, type TestRun, type TestRunVerdict } from "#lib/metrics/schema.ts";
import { db } from "#lib/server/db.ts";
import { readFileText } from "#lib/server/files.ts";

/** Files are read and compared while somebody waits. */
const mostBytes = 64 * 1_048_576;

/**
 * The verdict of two groups of test runs, for every quantity that all of them have: by the same engine as a change's
 * evidence, from the same files. Nothing is kept. Throws INVALID naming the run that cannot be compared, and why.
 */
export async function compareTestRuns(actor: Actor, input: unknown): Promise<Page<TestRunVerdict>> {
  authorize(actor, "test-run.view");
  const { before, after, order, override } = parse(compareTestRunsSchema, input);
  const twice = before.find((number) => after.includes(number));
  if (twice !== undefined) {
    throw invalid([{ path: "after", message: `Test run ${twice} stands on both sides. Choose one for it.` }]);
  }
  const runs = await runsOf([...before, ...after]);
  const bytes = [...runs.values()].reduce((sum, { file }) => sum + (file?.bytes ?? 0), 0);
  if (bytes > mostBytes) {
    const message = "Their files are more than 64 MB together. Compare them with `portal verdict` instead.";
    throw invalid([{ path: "before", message }]);
  }
  const side = (numbers: number[]) => Promise.all(numbers.map((number) => fileOf(runs.get(number), number)));
  const verdicts = compareFiles({
    ...{ before: await side(before), after: await side(after), order },
    ...(override === undefined ? {} : { override: { reason: override } }),
  });
  return { items: correctedVerdicts(verdicts), nextCursor: null };
}

async function runsOf(numbers: number[]): Promise<Map<number, TestRun>> {
  const rows = await db.testRun.findMany({ where: { number: { in: numbers } }, select: testRunFields });
  const missing = numbers.find((number) => !rows.some((row) => row.number === number));
  if (missing !== undefined) throw new AppError("NOT_FOUND", `There is no test run ${missing}.`);
  return new Map(rows.map((row) => [row.number, testRunOf(row)]));
}

/** A run's file, read in the format it was recorded in. Its system and kind are conditions like the tool's own. */
async function fileOf(run: TestRun | undefined, number: number): Promise<NamedFile> {
  if (!run?.file || !run.result) {
    throw invalid([{ path: "before", message: `Test run ${number} has no result file to compare.` }]);
  }
  const { id, name, sha256 } = run.file;
  const parsed = parseFile(await readFileText(db, id), name, { format: run.result.format });
  const environment = { ...parsed.environment, system: run.system, testKind: run.kind };
  return { name, text: "", sha256, parsed: { ...parsed, environment } };
}
