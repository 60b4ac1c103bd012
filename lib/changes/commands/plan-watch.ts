import { afterWindow, watchTimes } from "#lib/changes/gain-check.ts";
import { checkGainJob } from "#lib/changes/jobs.ts";
import type { VerdictOptions } from "#lib/changes/measured-verdict.ts";
import { seriesOfFile } from "#lib/core/evidence/series-of-file.ts";
import type { Tx } from "#lib/server/db.ts";
import { sendJob } from "#lib/server/jobs/send-job.ts";

type Measured = {
  id: string;
  changeId: string;
  options: VerdictOptions;
  file: { name: string; text: string };
};

/** Asks for the checks of a proven gain, each at its time. */
export async function planWatch(tx: Tx, { id, changeId, options, file }: Measured): Promise<void> {
  if (!options.series) return;
  const window = afterWindow(seriesOfFile({ ...file, sha256: "" }, {}), options.series);
  if (!window) return;
  for (const { days, dueAt } of watchTimes(window.end)) {
    const check = await tx.watchCheck.create({
      data: { measurementId: id, changeId, days, dueAt },
      select: { id: true },
    });
    await sendJob(tx, checkGainJob, { id: check.id }, { startAfter: dueAt });
  }
}
