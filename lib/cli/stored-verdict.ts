import { AppError } from "#lib/core/errors.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import type { Io } from "./io.ts";
import { withDatabase } from "./with-database.ts";

/**
 * `portal verdict --measurement ID`: a stored verdict computed again from its stored files, byte for byte. What another version of the
 * engine made is held to its result; where that differs the command fails and says so.
 */
export async function storedVerdict(id: string, io: Io): Promise<void> {
  const { found, sentence, verdict } = await withDatabase(async () => {
    const { recomputeMeasurement } = await import("#lib/changes/commands/recompute-measurement.ts");
    return recomputeMeasurement(systemActor("command line"), { id });
  });
  if (verdict !== null) io.stdout(`${verdict}\n`);
  if (found === "same" || found === "agrees") return io.stderr(`${sentence}\n`);
  throw new AppError("CONFLICT", sentence);
}
