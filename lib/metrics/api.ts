import { pageInputSchema, pageSchema } from "#lib/core/paging.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { editMetric } from "#lib/metrics/commands/edit-metric.ts";
import { pushSamples } from "#lib/metrics/commands/push-samples.ts";
import { recordTestRun } from "#lib/metrics/commands/record-test-run.ts";
import { takeBackFiles } from "#lib/metrics/commands/remove-files.ts";
import { createSource, editSource } from "#lib/metrics/commands/sources.ts";
import { storeFiles } from "#lib/metrics/commands/store-files.ts";
import { compareTestRuns } from "#lib/metrics/queries/compare-test-runs.ts";
import { readSamples } from "#lib/metrics/queries/read-samples.ts";
import { listSources } from "#lib/metrics/queries/sources.ts";
import { getTestRun, listTestRuns } from "#lib/metrics/queries/test-runs.ts";
import { getMetric, listMetrics } from "#lib/metrics/queries.ts";
import {
  compareTestRunsSchema,
  listMetricsSchema,
  listTestRunsSchema,
  metricEditSchema,
  metricInputSchema,
  metricKeySchema,
  metricSchema,
  pushAnswerSchema,
  pushSamplesInputSchema,
  readSamplesSchema,
  samplePointSchema,
  sourceEditSchema,
  sourceInputSchema,
  sourceSchema,
  testRunInputSchema,
  testRunNumberSchema,
  testRunSchema,
  testRunVerdictSchema,
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
    description:
      "source says where its series is read: {source, query, step?}, the key of a source and a query there that gives one series. thresholds, {warn?, critical?, hold?}, make an alert of a series that stays past them (above where lower is better, else below) for hold, 5m unless told; owner, an e-mail address, hears of it.",
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

export const sourcesApi = {
  list: procedure({
    method: "GET",
    path: "/sources",
    tag: "Sources",
    summary: "List sources",
    description: "Servers that speak Prometheus's API. Headers are told by their names alone.",
    permission: "source.list",
    input: pageInputSchema,
    output: pageSchema(sourceSchema),
    verb: listSources,
  }),
  create: procedure({
    method: "POST",
    path: "/sources",
    tag: "Sources",
    summary: "Add a source",
    permission: "source.create",
    input: sourceInputSchema,
    output: sourceSchema,
    status: 201,
    verb: createSource,
  }),
  edit: procedure({
    method: "PATCH",
    path: "/sources/{key}",
    tag: "Sources",
    summary: "Edit a source",
    description: "What is left out stays. headers replaces all of them; another server drops them.",
    permission: "source.edit",
    input: sourceEditSchema,
    output: sourceSchema,
    verb: editSource,
  }),
};

export const samplesApi = {
  push: procedure({
    method: "POST",
    path: "/samples",
    tag: "Samples",
    summary: "Push samples",
    description:
      "Up to 100,000 a call, as JSON or as NDJSON with one {metric, at, value} a line. Sending again changes nothing; another value for a known metric and time is rejected as conflict. Bad samples are named by their index, from 0; the others are kept.",
    permission: "sample.push",
    input: pushSamplesInputSchema,
    output: pushAnswerSchema,
    status: 202,
    ndjson: "samples",
    bodyLimitMb: 32,
    verb: pushSamples,
  }),
  read: procedure({
    method: "GET",
    path: "/metrics/{key}/samples",
    tag: "Samples",
    summary: "Read a metric's samples in time order",
    description:
      "With a step (like 5m, 1h or 1d) their mean in every step, with n, low and high; steps begin at whole multiples in UTC. A step without samples is left out: nothing is filled in. Hours and longer steps reach back beyond what is kept raw.",
    permission: "sample.view",
    input: readSamplesSchema,
    output: pageSchema(samplePointSchema),
    verb: readSamples,
  }),
};

export const testRunsApi = {
  list: procedure({
    method: "GET",
    path: "/test-runs",
    tag: "Test runs",
    summary: "List test runs, the latest first",
    permission: "test-run.view",
    input: listTestRunsSchema,
    output: pageSchema(testRunSchema),
    verb: listTestRuns,
  }),
  record: procedure({
    method: "POST",
    path: "/test-runs",
    tag: "Test runs",
    summary: "Record a test run with its result file",
    description:
      "As multipart/form-data with the file, which is recognised by its content; the title is the file's name and ranAt the file's own time unless given. Without a file as JSON, with a title.",
    permission: "test-run.create",
    input: testRunInputSchema,
    output: testRunSchema,
    status: 201,
    files: { file: "one" },
    verb: recordTestRun,
  }),
  compare: procedure({
    method: "GET",
    path: "/test-runs/verdicts",
    tag: "Test runs",
    summary: "Compare two groups of test runs",
    description:
      "before and after are numbers of test runs with commas between them. A verdict for every quantity that all of them have, from their result files, as for a change's evidence; nothing is kept. Runs of another system or kind are not comparable, unless override says why they may be compared; the reason is printed with the verdicts. corrected is the p-value after all quantities looked at.",
    permission: "test-run.view",
    input: compareTestRunsSchema,
    output: pageSchema(testRunVerdictSchema),
    verb: compareTestRuns,
  }),
  get: procedure({
    method: "GET",
    path: "/test-runs/{number}",
    tag: "Test runs",
    summary: "Read a test run",
    permission: "test-run.view",
    input: testRunNumberSchema,
    output: testRunSchema,
    verb: getTestRun,
  }),
};

/** How the door keeps the files that come with a request, and takes them back when the request is refused. */
export const fileVerbs = { store: storeFiles, takeBack: takeBackFiles };

export const metricsSchemas = { Metric: metricSchema, Source: sourceSchema, TestRun: testRunSchema };
