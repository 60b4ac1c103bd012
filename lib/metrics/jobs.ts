import { z } from "zod";
import { job } from "#lib/core/job.ts";

/** Every hour: uploads that nothing linked to within a day go. */
export const removeOrphanFilesJob = job({
  name: "files.remove-orphans",
  payload: z.strictObject({}),
  retries: 3,
  schedule: "17 * * * *",
});

/** After samples came in: the hours they fall into are summed up. */
export const rollUpSamplesJob = job({
  name: "metrics.roll-up-samples",
  payload: z.strictObject({}),
  retries: 5,
  schedule: null,
});

/** Every night: months of raw samples that the organisation no longer keeps go. */
export const retainSamplesJob = job({
  name: "metrics.retain-samples",
  payload: z.strictObject({}),
  retries: 3,
  schedule: "41 2 * * *",
});

/** Samples of a metric with thresholds came in, or its thresholds changed: is it past one now? */
export const thresholdsDueJob = job({
  name: "metrics.thresholds-due",
  payload: z.strictObject({ metric: z.uuid() }),
  retries: 5,
  schedule: null,
});
