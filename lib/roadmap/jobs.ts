import { z } from "zod";
import { job } from "#lib/core/job.ts";

/** An item moved in time: its owner hears it, and so does everybody behind the feedback that it answers. */
export const itemMovedJob = job({
  name: "roadmap.item-moved",
  payload: z.strictObject({ move: z.uuid() }),
  retries: 5,
  schedule: null,
});
