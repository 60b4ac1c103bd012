import { invalid } from "#lib/core/errors.ts";
import type { Tx } from "#lib/server/db.ts";

/** The id behind a system's key. Throws INVALID when there is none. */
export async function systemIdOf(tx: Tx, key: string): Promise<string> {
  const system = await tx.system.findUnique({ where: { key }, select: { id: true } });
  if (!system) {
    throw invalid([{ path: "system", message: `There is no system with the key "${key}". Add it first.` }]);
  }
  return system.id;
}
