import { z } from "zod";
import { job } from "#lib/core/job.ts";

/** Every five minutes: metrics that are read from a source are compared with their thresholds. */
export const watchThresholdsJob = job({
  name: "alerts.watch-thresholds",
  payload: z.strictObject({}),
  retries: 0,
  schedule: "*/5 * * * *",
});
