import { z } from "zod";
import { job } from "#lib/core/job.ts";

/** An action was asked for: it becomes a roadmap item, once. */
export const actionAskedJob = job({
  name: "reviews.action-asked",
  payload: z.strictObject({ action: z.uuid() }),
  retries: 5,
  schedule: null,
});

/** Once a day: quarters that ended without a review, and reviews that are past their day. */
export const remindReviewsJob = job({
  name: "reviews.remind",
  payload: z.strictObject({}),
  retries: 2,
  schedule: "20 6 * * *",
});
