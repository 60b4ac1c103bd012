/**
 * The one list of the HTTP API: what each noun declares, under the name a client calls it by. The only file of
 * lib/server that knows nouns.
 */

import { alertsApi, alertsSchemas } from "#lib/alerts/api.ts";
import {
  changesApi,
  changesSchemas,
  filesApi,
  fileUseVerbs,
  shiftsApi,
  webhooksApi,
} from "#lib/changes/api.ts";
import { feedbackApi, feedbackSchemas } from "#lib/feedback/api.ts";
import {
  fileVerbs,
  metricsApi,
  metricsSchemas,
  samplesApi,
  sourcesApi,
  testRunsApi,
} from "#lib/metrics/api.ts";
import { overviewApi, planApi, planSchemas } from "#lib/plan/api.ts";
import { reviewsApi, reviewsSchemas } from "#lib/reviews/api.ts";
import { roadmapApi, roadmapSchemas } from "#lib/roadmap/api.ts";
import { auditApi, auditSchemas } from "#lib/server/audit/api.ts";
import { objectivesApi, systemsApi, systemsSchemas } from "#lib/systems/api.ts";
import { notificationsApi, usersSchemas } from "#lib/users/api.ts";

export const router = {
  systems: systemsApi,
  objectives: objectivesApi,
  metrics: metricsApi,
  sources: sourcesApi,
  samples: samplesApi,
  testRuns: testRunsApi,
  shifts: shiftsApi,
  changes: changesApi,
  webhooks: webhooksApi,
  alerts: alertsApi,
  files: filesApi,
  feedback: feedbackApi,
  roadmap: roadmapApi,
  reviews: reviewsApi,
  plan: planApi,
  overview: overviewApi,
  notifications: notificationsApi,
  audit: auditApi,
};

export type Router = typeof router;

/** What the documentation calls by name instead of repeating it. */
export const schemas = {
  ...usersSchemas,
  ...systemsSchemas,
  ...metricsSchemas,
  ...changesSchemas,
  ...alertsSchemas,
  ...feedbackSchemas,
  ...roadmapSchemas,
  ...reviewsSchemas,
  ...planSchemas,
  ...auditSchemas,
};

/** How files that come with a request are kept, taken back, and recognised. */
export const files = { ...fileVerbs, ...fileUseVerbs };
