import { AppError } from "#lib/core/errors.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import type { Io } from "./io.ts";
import { withDatabase } from "./with-database.ts";

/** `portal verdict --measurement ID`: a stored verdict computed again from its stored files, byte for byte. */
export async function storedVerdict(id: string, io: Io): Promise<void> {
  const { same, verdict } = await withDatabase(async () => {
    const { recomputeMeasurement } = await import("#lib/changes/commands/recompute-measurement.ts");
    return recomputeMeasurement(systemActor("command line"), { id });
  });
  io.stdout(`${verdict}\n`);
  if (same) return io.stderr("The stored verdict is the same, byte for byte.\n");
  throw new AppError(
    "CONFLICT",
    "The stored verdict is another one: it was made by another engine or changed since.",
  );
}
