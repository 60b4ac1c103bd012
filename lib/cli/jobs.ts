/**
 * The one list of jobs: what is done beside the web, and which verb does it. Names, payloads, retries and schedules are
 * declared by the nouns.
 */

import { judgeThresholds } from "#lib/alerts/commands/judge-thresholds.ts";
import { raiseLostGain } from "#lib/alerts/commands/raise-lost-gain.ts";
import { watchThresholds } from "#lib/alerts/commands/watch-thresholds.ts";
import { watchThresholdsJob } from "#lib/alerts/jobs.ts";
import { checkChangeGain } from "#lib/changes/commands/check-gain.ts";
import { fetchDueSeries, fetchSeries } from "#lib/changes/commands/fetch-series.ts";
import { pruneDeliveries } from "#lib/changes/commands/prune-deliveries.ts";
import { remindGain } from "#lib/changes/commands/remind-gain.ts";
import { watchGains } from "#lib/changes/commands/watch-gains.ts";
import {
  changeVerifiedJob,
  checkGainJob,
  fetchDueSeriesJob,
  fetchSeriesJob,
  gainFadingJob,
  gainLostJob,
  pruneDeliveriesJob,
  remindGainJob,
  watchGainsJob,
} from "#lib/changes/jobs.ts";
import type { SystemActor } from "#lib/core/access/actor.ts";
import type { Job } from "#lib/core/job.ts";
import { parse } from "#lib/core/parse.ts";
import { tellCommented } from "#lib/feedback/commands/tell-commented.ts";
import { tellMerged } from "#lib/feedback/commands/tell-merged.ts";
import { tellMoved } from "#lib/feedback/commands/tell-moved.ts";
import { feedbackCommentedJob, feedbackMergedJob, feedbackMovedJob } from "#lib/feedback/jobs.ts";
import { removeOrphanFiles } from "#lib/metrics/commands/remove-files.ts";
import { retainSamples } from "#lib/metrics/commands/retain-samples.ts";
import { rollUpSamples } from "#lib/metrics/commands/roll-up-samples.ts";
import {
  removeOrphanFilesJob,
  retainSamplesJob,
  rollUpSamplesJob,
  thresholdsDueJob,
} from "#lib/metrics/jobs.ts";
import { tellOverview } from "#lib/plan/commands/tell-overview.ts";
import { tellOverviewJob } from "#lib/plan/jobs.ts";
import { reviewWeakGain } from "#lib/reviews/commands/carry-weak-gains.ts";
import { putActionOnRoadmap } from "#lib/reviews/commands/put-action-on-roadmap.ts";
import { remindReviews } from "#lib/reviews/commands/remind-reviews.ts";
import { actionAskedJob, remindReviewsJob } from "#lib/reviews/jobs.ts";
import { tellAnswered } from "#lib/roadmap/commands/tell-answered.ts";
import { tellItemMoved } from "#lib/roadmap/commands/tell-moved.ts";
import { itemMovedJob } from "#lib/roadmap/jobs.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { forgetOldRequests } from "#lib/server/http/once.ts";
import { forgetOldCounts } from "#lib/server/rate-limit.ts";
import { deliverMail } from "#lib/users/commands/deliver-mail.ts";
import { mailLink } from "#lib/users/commands/mail-link.ts";
import { deliverMailJob, forgetExpiredJob, mailLinkJob } from "#lib/users/jobs.ts";

export type PairedJob = Pick<Job<unknown>, "name" | "retries" | "schedule"> & {
  run: (payload: unknown) => Promise<unknown>;
};

export const jobs: PairedJob[] = [
  pair(removeOrphanFilesJob, (actor) => removeOrphanFiles(actor)),
  pair(rollUpSamplesJob, (actor) => rollUpSamples(actor)),
  pair(retainSamplesJob, (actor) => retainSamples(actor)),
  pair(fetchSeriesJob, fetchSeries),
  pair(checkGainJob, checkChangeGain),
  pair(remindGainJob, (actor, payload) => remindGain(actor, payload)),
  pair(watchGainsJob, (actor) => watchGains(actor)),
  pair(pruneDeliveriesJob, (actor) => pruneDeliveries(actor)),
  pair(gainLostJob, raiseLostGain, reviewWeakGain),
  pair(gainFadingJob, reviewWeakGain),
  pair(thresholdsDueJob, (actor, payload) => judgeThresholds(actor, payload)),
  pair(watchThresholdsJob, (actor) => watchThresholds(actor)),
  pair(fetchDueSeriesJob, (actor) => fetchDueSeries(actor)),
  pair(changeVerifiedJob, (actor, payload) => tellAnswered(actor, payload)),
  pair(feedbackMergedJob, (actor, payload) => tellMerged(actor, payload)),
  pair(feedbackCommentedJob, (actor, payload) => tellCommented(actor, payload)),
  pair(feedbackMovedJob, (actor, payload) => tellMoved(actor, payload)),
  pair(itemMovedJob, (actor, payload) => tellItemMoved(actor, payload)),
  pair(
    forgetExpiredJob,
    () => forgetOldCounts(),
    () => forgetOldRequests(),
  ),
  pair(deliverMailJob, (actor) => deliverMail(actor)),
  pair(mailLinkJob, mailLink),
  pair(actionAskedJob, (actor, payload) => putActionOnRoadmap(actor, payload)),
  pair(tellOverviewJob, (actor) => tellOverview(actor)),
  pair(remindReviewsJob, (actor) => remindReviews(actor)),
];

/** News that several nouns want to hear has a verb of each; a retry repeats them all. */
function pair<Payload>(
  job: Job<Payload>,
  ...verbs: ((actor: SystemActor, payload: Payload) => Promise<unknown>)[]
): PairedJob {
  const run = async (payload: unknown) => {
    for (const verb of verbs) await verb(systemActor(job.name), parse(job.payload, payload));
  };
  return { name: job.name, retries: job.retries, schedule: job.schedule, run };
}
