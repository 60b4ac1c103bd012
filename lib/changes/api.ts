import { z } from "zod";
import { dismissShift, dismissShiftSchema } from "#lib/changes/commands/dismiss-shift.ts";
import { measureChange } from "#lib/changes/commands/measure-change.ts";
import { patchChange } from "#lib/changes/commands/patch-change.ts";
import { receiveDelivery } from "#lib/changes/commands/receive-delivery.ts";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import { createWebhook, editWebhook, replaceWebhookSecret } from "#lib/changes/commands/webhooks.ts";
import { metricShiftSchema, metricShifts, metricShiftsSchema } from "#lib/changes/queries/metric-shifts.ts";
import { getWebhook, listDeliveries, listWebhooks } from "#lib/changes/queries/webhooks.ts";
import { getChange, getFile, listChanges, usesOfFile } from "#lib/changes/queries.ts";
import {
  changeInputSchema,
  changeListItemSchema,
  changeNumberSchema,
  changePatchSchema,
  changeSchema,
  fileIdSchema,
  listChangesSchema,
  measureChangeSchema,
  measurementSchema,
} from "#lib/changes/schema.ts";
import {
  anyBodySchema,
  deliveryAnswerSchema,
  deliverySchema,
  listDeliveriesSchema,
  replaceSecretSchema,
  webhookEditSchema,
  webhookIdSchema,
  webhookInputSchema,
  webhookSchema,
  webhookWithSecretSchema,
} from "#lib/changes/webhook-schema.ts";
import { pageInputSchema, pageSchema } from "#lib/core/paging.ts";
import { verdictSchema } from "#lib/core/statistics/verdict-schema.ts";
import { procedure } from "#lib/server/http/procedure.ts";

export const changesApi = {
  list: procedure({
    method: "GET",
    path: "/changes",
    tag: "Changes",
    summary: "List changes",
    description:
      "Filtered, sorted and a page at a time. quarter is a quarter of the organisation's fiscal year, like 2026-Q4. team is a team's name in any spelling, or none.",
    permission: "change.view",
    input: listChangesSchema,
    output: pageSchema(changeListItemSchema),
    verb: listChanges,
  }),
  record: procedure({
    method: "POST",
    path: "/changes",
    tag: "Changes",
    summary: "Record a change",
    permission: "change.record",
    input: changeInputSchema,
    output: changeSchema,
    status: 201,
    verb: recordChange,
  }),
  get: procedure({
    method: "GET",
    path: "/changes/{number}",
    tag: "Changes",
    summary: "Read a change with its measurements",
    permission: "change.view",
    input: changeNumberSchema,
    output: changeSchema,
    verb: getChange,
  }),
  patch: procedure({
    method: "PATCH",
    path: "/changes/{number}",
    tag: "Changes",
    summary: "Edit or move a change",
    description:
      "{status, reason} moves it; anything else edits it. An edit may carry the version it was begun on, and is refused with 409 when the change has moved on since.",
    permission: "change.edit",
    input: changePatchSchema,
    output: changeSchema,
    verb: patchChange,
  }),
  measure: procedure({
    method: "POST",
    path: "/changes/{number}/measurements",
    tag: "Changes",
    summary: "Add before/after evidence",
    description:
      "Result files as multipart/form-data (before and after, one or more each), or {values: […]} a side, one value a run. Files that hold several quantities need the metric's own quantity or a field quantity. The verdict is computed at once and frozen with its inputs. Without either side the metric's own series (its source, or pushed samples) is fetched: 202 with verdict null; window is the length of each side, like 7d. Until the window after is full the verdict says so far (frozen: false) and decides nothing.",
    permission: "measurement.create",
    input: measureChangeSchema,
    output: measurementSchema,
    status: 201,
    files: { before: "many", after: "many" },
    bodyLimitMb: 20,
    pending: (measurement) => measurement.verdict === null,
    verb: measureChange,
  }),
};

export const shiftsApi = {
  list: procedure({
    method: "GET",
    path: "/metrics/{key}/changepoints",
    tag: "Metrics",
    summary: "Where a metric moved, and what may have moved it",
    description:
      "Found in the metric's whole history without knowing when anything was changed, each shift with the recorded changes that may have made it. days and until ask for a part of the history: so many days up to a time, or to now; index then counts from its first point.",
    permission: "shift.view",
    input: metricShiftsSchema,
    output: z.object({ items: z.array(metricShiftSchema), nextCursor: z.null() }),
    verb: metricShifts,
  }),
  dismiss: procedure({
    method: "POST",
    path: "/metrics/{key}/changepoints/dismissals",
    tag: "Metrics",
    summary: "Say why a shift needs no recorded change",
    permission: "shift.dismiss",
    input: dismissShiftSchema,
    output: z.object({ at: z.iso.datetime(), reason: z.string() }),
    status: 201,
    verb: dismissShift,
  }),
};

export const webhooksApi = {
  github: procedure({
    method: "POST",
    path: "/webhooks/github",
    tag: "Webhooks",
    summary: "Take what GitHub sends",
    description:
      "Signed by X-Hub-Signature-256 with the secret of a webhook. A deployment that is in progress, done or failed (deployment_status), and a merged pull request with one of the webhook's labels (pull_request), become changes, one for both where the merged commit is what is deployed. Other events are answered and ignored. A delivery seen twice counts once.",
    permission: "webhook.receive",
    input: anyBodySchema,
    output: deliveryAnswerSchema,
    bodyLimitMb: 5,
    signedFor: "github",
    verb: receiveDelivery,
  }),
  changes: procedure({
    method: "POST",
    path: "/webhooks/changes",
    tag: "Webhooks",
    summary: "Take changes from whatever can sign",
    description:
      "Signed by X-Signature: t=<Unix seconds>,v1=<hex>, the HMAC-SHA256 of t, a dot and the raw body with the secret of a webhook; t may be five minutes away. The body is that of POST /changes, or {changes: […]} of them, with an externalId each if the sender has one; what it leaves out the webhook says. Payloads of New Relic (changeTrackingCreateEvent), Grafana (annotations), Honeycomb (markers) and DevLake (deployments) are told by what is in them. All of a delivery is written or nothing. A delivery seen twice counts once: by externalId, by what it says where it says when it happened, otherwise for a day.",
    permission: "webhook.receive",
    input: anyBodySchema,
    output: deliveryAnswerSchema,
    bodyLimitMb: 2,
    signedFor: "changes",
    verb: receiveDelivery,
  }),
  list: procedure({
    method: "GET",
    path: "/webhooks",
    tag: "Webhooks",
    summary: "List webhooks",
    permission: "webhook.list",
    input: pageInputSchema,
    output: pageSchema(webhookSchema),
    verb: listWebhooks,
  }),
  create: procedure({
    method: "POST",
    path: "/webhooks",
    tag: "Webhooks",
    summary: "Make a webhook",
    description:
      "Its secret is in this answer and in no other. rules say which repository or service (a star stands for anything) belongs to which system; labels and mergedAs what becomes of merged pull requests; environments which deployments count, production unless told, none for all.",
    permission: "webhook.create",
    input: webhookInputSchema,
    output: webhookWithSecretSchema,
    status: 201,
    verb: createWebhook,
  }),
  get: procedure({
    method: "GET",
    path: "/webhooks/{id}",
    tag: "Webhooks",
    summary: "Read a webhook",
    permission: "webhook.list",
    input: webhookIdSchema,
    output: webhookSchema,
    verb: getWebhook,
  }),
  edit: procedure({
    method: "PATCH",
    path: "/webhooks/{id}",
    tag: "Webhooks",
    summary: "Edit or end a webhook",
    description: "What is left out stays. {ended: true} ends it for good: its secrets are forgotten.",
    permission: "webhook.edit",
    input: webhookEditSchema,
    output: webhookSchema,
    verb: editWebhook,
  }),
  replaceSecret: procedure({
    method: "POST",
    path: "/webhooks/{id}/secret",
    tag: "Webhooks",
    summary: "Replace a webhook's secret",
    description:
      "The new secret is in this answer and in no other. The old one is taken beside it for keepHours, 24 unless told, 0 to end it at once.",
    permission: "webhook.edit",
    input: replaceSecretSchema,
    output: webhookWithSecretSchema,
    status: 201,
    verb: replaceWebhookSecret,
  }),
  deliveries: procedure({
    method: "GET",
    path: "/webhooks/{id}/deliveries",
    tag: "Webhooks",
    summary: "What came in by a webhook, and what came of it",
    description: "The latest first, kept for 90 days and the latest 1,000.",
    permission: "webhook.list",
    input: listDeliveriesSchema,
    output: pageSchema(deliverySchema),
    verb: listDeliveries,
  }),
};

export const filesApi = {
  get: procedure({
    method: "GET",
    path: "/files/{id}",
    tag: "Files",
    summary: "Download a raw input file",
    description: "For whoever uploaded it, or may see a change or test run that rests on it.",
    permission: "measurement.view",
    input: fileIdSchema,
    output: z.never(),
    downloads: ["application/octet-stream"],
    verb: getFile,
  }),
};

export const changesSchemas = {
  Verdict: verdictSchema,
  Measurement: measurementSchema,
  ChangeListItem: changeListItemSchema,
  Change: changeSchema,
  Webhook: webhookSchema,
  WebhookDelivery: deliverySchema,
};

/** For the door of uploads: where the same bytes are evidence already. */
export const fileUseVerbs = { uses: usesOfFile };
