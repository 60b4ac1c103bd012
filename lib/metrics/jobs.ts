import { z } from "zod";
import { job } from "#lib/core/job.ts";

/** Every hour: uploads that nothing linked to within a day go. */
export const removeOrphanFilesJob = job({
  name: "files.remove-orphans",
  payload: z.strictObject({}),
  retries: 3,
  schedule: "17 * * * *",
});
