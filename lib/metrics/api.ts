import { pageInputSchema, pageSchema } from "#lib/core/paging.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { editMetric } from "#lib/metrics/commands/edit-metric.ts";
import { recordTestRun } from "#lib/metrics/commands/record-test-run.ts";
import { takeBackFiles } from "#lib/metrics/commands/remove-files.ts";
import { storeFiles } from "#lib/metrics/commands/store-files.ts";
import { getMetric, listMetrics, listTestRuns } from "#lib/metrics/queries.ts";
import {
  listMetricsSchema,
  metricEditSchema,
  metricInputSchema,
  metricKeySchema,
  metricSchema,
  testRunInputSchema,
  testRunSchema,
} from "#lib/metrics/schema.ts";
import { procedure } from "#lib/server/http/procedure.ts";

export const metricsApi = {
  list: procedure({
    method: "GET",
    path: "/metrics",
    tag: "Metrics",
    summary: "List metrics",
    description: "By name. Archived ones only with archived=true.",
    permission: "metric.view",
    input: listMetricsSchema,
    output: pageSchema(metricSchema),
    verb: listMetrics,
  }),
  create: procedure({
    method: "POST",
    path: "/metrics",
    tag: "Metrics",
    summary: "Add a metric",
    permission: "metric.create",
    input: metricInputSchema,
    output: metricSchema,
    status: 201,
    verb: createMetric,
  }),
  get: procedure({
    method: "GET",
    path: "/metrics/{key}",
    tag: "Metrics",
    summary: "Read a metric",
    permission: "metric.view",
    input: metricKeySchema,
    output: metricSchema,
    verb: getMetric,
  }),
  edit: procedure({
    method: "PATCH",
    path: "/metrics/{key}",
    tag: "Metrics",
    summary: "Edit a metric",
    description: "Unit, direction and kind stay as they are once measurements rest on them.",
    permission: "metric.edit",
    input: metricEditSchema,
    output: metricSchema,
    verb: editMetric,
  }),
};

export const testRunsApi = {
  list: procedure({
    method: "GET",
    path: "/test-runs",
    tag: "Test runs",
    summary: "List test runs, the latest first",
    permission: "test-run.view",
    input: pageInputSchema,
    output: pageSchema(testRunSchema),
    verb: listTestRuns,
  }),
  record: procedure({
    method: "POST",
    path: "/test-runs",
    tag: "Test runs",
    summary: "Record a test run",
    permission: "test-run.create",
    input: testRunInputSchema,
    output: testRunSchema,
    status: 201,
    verb: recordTestRun,
  }),
};

/** How the door keeps the files that come with a request, and takes them back when the request is refused. */
export const fileVerbs = { store: storeFiles, takeBack: takeBackFiles };

export const metricsSchemas = { Metric: metricSchema, TestRun: testRunSchema };
