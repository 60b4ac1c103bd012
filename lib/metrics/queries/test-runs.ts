import { z } from "zod";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { decodeCursor, type Page, pageOf } from "#lib/core/paging.ts";
import { parse } from "#lib/core/parse.ts";
import { literal } from "#lib/core/search-words.ts";
import type { TestRunKind } from "#lib/metrics/model.ts";
import { listTestRunsSchema, type TestRun, testRunNumberSchema } from "#lib/metrics/schema.ts";
import { db } from "#lib/server/db.ts";
import type { Prisma } from "#lib/server/generated/prisma/client.ts";

/** Test runs, the latest first. */
export async function listTestRuns(actor: Actor, input: unknown = {}): Promise<Page<TestRun>> {
  authorize(actor, "test-run.view");
  const filter = parse(listTestRunsSchema, input);
  const after = filter.cursor ? decodeCursor(filter.cursor, z.tuple([z.iso.datetime(), z.number()])) : null;
  const ranAt = after ? new Date(after[0]) : null;
  const rows = await db.testRun.findMany({
    where: {
      AND: [
        filter.system ? { system: { key: filter.system } } : {},
        filter.kind ? { kind: filter.kind } : {},
        filter.q ? { title: { contains: literal(filter.q), mode: "insensitive" } } : {},
        ranAt ? { ranAt: { lte: ranAt } } : {},
        after && ranAt ? { OR: [{ ranAt: { lt: ranAt } }, { ranAt, number: { lt: after[1] } }] } : {},
      ],
    },
    orderBy: [{ ranAt: "desc" }, { number: "desc" }],
    take: filter.limit + 1,
    select: testRunFields,
  });
  const page = pageOf(rows, filter.limit, (row) => [row.ranAt.toISOString(), row.number]);
  return { ...page, items: page.items.map(testRunOf) };
}

/** One test run by number. Throws NOT_FOUND. */
export async function getTestRun(actor: Actor, input: unknown): Promise<TestRun> {
  authorize(actor, "test-run.view");
  const { number } = parse(testRunNumberSchema, input);
  const row = await db.testRun.findUnique({ where: { number }, select: testRunFields });
  if (!row) throw new AppError("NOT_FOUND", `There is no test run ${number}.`);
  return testRunOf(row);
}

const numbersSchema = z.strictObject({
  numbers: z.array(z.coerce.number().int().positive()).max(12, "At most twelve test runs side by side."),
});

/** Several test runs, in the order in which they were named; what is not there is left out. */
export async function testRunsByNumber(actor: Actor, input: unknown): Promise<TestRun[]> {
  authorize(actor, "test-run.view");
  const { numbers } = parse(numbersSchema, input);
  const rows = await db.testRun.findMany({ where: { number: { in: numbers } }, select: testRunFields });
  const found = rows.map(testRunOf);
  return [...new Set(numbers)].flatMap((number) => found.find((run) => run.number === number) ?? []);
}

export const testRunFields = {
  number: true,
  kind: true,
  title: true,
  description: true,
  ranAt: true,
  simulated: true,
  result: true,
  file: { select: { id: true, name: true, bytes: true, sha256: true } },
  recordedBy: { select: { name: true } },
  system: { select: { key: true, name: true } },
} as const;

type Row = Prisma.TestRunGetPayload<{ select: typeof testRunFields }>;

export function testRunOf(row: Row): TestRun {
  return {
    number: row.number,
    kind: row.kind as TestRunKind,
    title: row.title,
    description: row.description,
    system: row.system.key,
    systemName: row.system.name,
    ranAt: row.ranAt.toISOString(),
    simulated: row.simulated,
    recordedBy: row.recordedBy?.name ?? null,
    file: row.file,
    result: row.result as TestRun["result"],
  };
}
