import type pg from "pg";
import type { PgBoss } from "pg-boss";

const atOnce = 200;

/**
 * Moves what writes asked for to the queue, in the order in which it was asked for. Taking a row and queueing it are
 * one transaction: a worker that dies in between loses nothing. Returns how many were moved.
 */
export async function forwardJobs(pool: pg.Pool, boss: PgBoss): Promise<number> {
  const client = await pool.connect();
  const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) };
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    const { rows } = await client.query<{ name: string; payload: object; startAfter: Date | null }>(
      `DELETE FROM "OutgoingJob" WHERE "id" IN
         (SELECT "id" FROM "OutgoingJob" ORDER BY "id" LIMIT ${atOnce} FOR UPDATE SKIP LOCKED)
       RETURNING "name", "payload", "startAfter" AT TIME ZONE 'UTC' AS "startAfter"`,
    );
    for (const { name, payload, startAfter } of rows) {
      await boss.send(name, payload, { db, ...(startAfter ? { startAfter } : {}) });
    }
    await client.query("COMMIT");
    return rows.length;
  } catch (error) {
    // Its transaction is undone with the connection.
    broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}
