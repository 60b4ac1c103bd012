import { AsyncLocalStorage } from "node:async_hooks";
import type { Tx } from "#lib/server/db.ts";

type Work = (tx: Tx) => Promise<void>;

const current = new AsyncLocalStorage<Work>();

/** Runs something whose every write transaction also does `work`, so that both stand or fall together. */
export function alongWrites<Result>(work: Work, run: () => Promise<Result>): Promise<Result> {
  return current.run(work, run);
}

/** Called by `transaction` before it commits. */
export async function doAlong(tx: Tx): Promise<void> {
  await current.getStore()?.(tx);
}
