import { z } from "zod";
import { job } from "#lib/core/job.ts";

/** Two entries became one: the followers of both sides hear it once. */
export const feedbackMergedJob = job({
  name: "feedback.merged",
  payload: z.strictObject({ number: z.number().int(), into: z.number().int(), mergedAt: z.iso.datetime() }),
  retries: 5,
  schedule: null,
});

/** Somebody commented: everybody else behind the entry hears it. */
export const feedbackCommentedJob = job({
  name: "feedback.commented",
  payload: z.strictObject({ comment: z.uuid() }),
  retries: 5,
  schedule: null,
});

/** The team moved an entry to another status: everybody behind it hears where it went, and why. */
export const feedbackMovedJob = job({
  name: "feedback.moved",
  payload: z.strictObject({ move: z.uuid() }),
  retries: 5,
  schedule: null,
});
