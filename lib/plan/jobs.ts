import { z } from "zod";
import { job } from "#lib/core/job.ts";

/** Once a day: the overview of a quarter that has ended, and on Mondays how the running one stands. */
export const tellOverviewJob = job({
  name: "plan.tell-overview",
  payload: z.strictObject({}),
  retries: 2,
  schedule: "40 5 * * *",
});
