import { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { AppError } from "#lib/core/errors.ts";

/** A connection of its own that ends at once, also in the middle of a COPY that nobody reads any more. */
export async function connected(url: string): Promise<{ client: pg.Client; end: () => Promise<void> }> {
  const socket = new Socket();
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    stream: () => socket,
  });
  client.on("error", () => {});
  await client.connect().catch((error: Error) => {
    throw new AppError("UNAVAILABLE", `The database does not answer: ${error.message}.`, { cause: error });
  });
  const end = async () => {
    await Promise.race([client.end().catch(() => {}), sleep(2_000, undefined, { ref: false })]);
    socket.destroy();
  };
  return { client, end };
}
