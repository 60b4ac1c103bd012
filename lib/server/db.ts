import { PrismaPg } from "@prisma/adapter-pg";
import { doAlong } from "#lib/server/along-writes.ts";
import { env } from "#lib/server/env.ts";
import { type Prisma, PrismaClient } from "#lib/server/generated/prisma/client.ts";

/** One client per process; development reloads modules, so it is kept on the global object. */
const shared = globalThis as { portalDb?: PrismaClient };

export const db: PrismaClient = shared.portalDb ?? connect();
shared.portalDb = db;

export type Tx = Prisma.TransactionClient;

/** A write and its audit row stand or fall together. */
export function transaction<Result>(write: (tx: Tx) => Promise<Result>): Promise<Result> {
  const both = async (tx: Tx) => {
    const result = await write(tx);
    await doAlong(tx);
    return result;
  };
  return db.$transaction(both, { maxWait: 10_000, timeout: 30_000 });
}

function connect(): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: env.DATABASE_URL }) });
}
