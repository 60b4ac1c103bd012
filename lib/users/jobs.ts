import { z } from "zod";
import { job } from "#lib/core/job.ts";

/** Twice an hour: counts of attempts whose window is over go. */
export const forgetOldCountsJob = job({
  name: "rate-counts.clean-up",
  payload: z.strictObject({}),
  retries: 3,
  schedule: "*/30 * * * *",
});
