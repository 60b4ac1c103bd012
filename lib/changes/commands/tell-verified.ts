import { changeVerifiedJob } from "#lib/changes/jobs.ts";
import type { ShownOutcome, Status } from "#lib/changes/model.ts";
import type { Tx } from "#lib/server/db.ts";
import { sendJob } from "#lib/server/jobs/send-job.ts";

type Move = { number: number; from: Status; to: Status; outcome: ShownOutcome };

/** Called by every write that may verify a change: the news goes out with it. A reviewer's override proves nothing. */
export async function tellVerified(tx: Tx, { number, from, to, outcome }: Move): Promise<void> {
  if (to !== "verified" || from === "verified" || outcome !== "improved") return;
  await sendJob(tx, changeVerifiedJob, { number });
}
