/**
 * The one list of jobs: what runs beside the web, when, and which verb it calls. Schedules are in UTC.
 */

import type { SystemActor } from "#lib/core/access/actor.ts";
import { removeOrphanFiles } from "#lib/metrics/commands/remove-files.ts";
import { forgetOldCounts } from "#lib/server/rate-limit.ts";

export type Job = {
  name: string;
  /** Cron, five fields. */
  schedule: string;
  run: (actor: SystemActor) => Promise<unknown>;
};

export const jobs: Job[] = [
  { name: "files.clean-up", schedule: "17 3 * * *", run: (actor) => removeOrphanFiles(actor) },
  { name: "rate-counts.clean-up", schedule: "*/30 * * * *", run: () => forgetOldCounts() },
];
