import { db, type Tx } from "#lib/server/db.ts";

/** The months of these times, each as its first moment. */
export function monthsOf(times: Iterable<number>): Date[] {
  const months = new Set<number>();
  let from = 0;
  let to = 0;
  for (const time of times) {
    if (time >= from && time < to) continue;
    const date = new Date(time);
    from = Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
    to = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
    months.add(from);
  }
  return [...months].sort((a, b) => a - b).map((month) => new Date(month));
}

/** Makes the partitions of these months that are not there yet, in a transaction of their own. */
export async function ensureSamplePartitions(months: Date[]): Promise<void> {
  const there = await partitionNames(db);
  const missing = months.filter((month) => !there.has(partitionOf(month)));
  if (missing.length === 0) return;
  await db.$transaction(async (tx) => {
    await lockPartitions(tx);
    const now = await partitionNames(tx);
    for (const month of missing.filter((one) => !now.has(partitionOf(one)))) await makePartition(tx, month);
  }, longTransaction);
}

/** Drops the months that lie wholly before a time. Answers their names. */
export async function dropSamplePartitions(tx: Tx, before: Date): Promise<string[]> {
  await lockPartitions(tx);
  const limit = partitionOf(before);
  const old = [...(await partitionNames(tx))].filter((name) => name < limit).sort();
  for (const name of old) await tx.$executeRawUnsafe(`DROP TABLE "${name}"`);
  return old;
}

const longTransaction = { maxWait: 10_000, timeout: 120_000 };

/** Two that make or drop partitions at once take turns. */
async function lockPartitions(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT 1 AS "locked" FROM (SELECT pg_advisory_xact_lock(hashtext('Sample partitions'))) AS "lock"`;
}

/** Attached, not created in place: that would stop all reading and writing of samples for a moment. */
async function makePartition(tx: Tx, month: Date): Promise<void> {
  const name = partitionOf(month);
  const next = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1));
  await tx.$executeRawUnsafe(`CREATE TABLE "${name}" (LIKE "Sample" INCLUDING ALL)`);
  await tx.$executeRawUnsafe(
    `ALTER TABLE "Sample" ATTACH PARTITION "${name}" FOR VALUES FROM ('${day(month)}') TO ('${day(next)}')`,
  );
}

async function partitionNames(tx: Tx): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    SELECT "relname"::text AS "name" FROM pg_inherits JOIN pg_class ON pg_class.oid = "inhrelid"
     WHERE "inhparent" = '"Sample"'::regclass`;
  return new Set(rows.map((row) => row.name));
}

function partitionOf(month: Date): string {
  return `Sample_${day(month).slice(0, 7).replace("-", "_")}`;
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
