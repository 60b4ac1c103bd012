import { z } from "zod";
import { key, moment } from "#lib/core/fields.ts";
import { pageInputSchema } from "#lib/core/paging.ts";

const alertOrigins = ["alertmanager", "threshold", "watch"] as const;
export const alertStates = ["firing", "resolved"] as const;

export const alertSchema = z.object({
  number: z.number(),
  origin: z.enum(alertOrigins),
  state: z.enum(alertStates),
  title: z.string(),
  description: z.string(),
  severity: z.string(),
  labels: z.record(z.string(), z.string()),
  url: z.string().nullable(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime().nullable(),
  metric: z.string().nullable(),
  metricName: z.string().nullable(),
  system: z.string().nullable(),
  systemName: z.string().nullable(),
  change: z.number().nullable(),
});
export type Alert = z.infer<typeof alertSchema>;

export const listAlertsSchema = pageInputSchema.extend({
  metric: key.optional(),
  system: key.optional(),
  state: z.enum(alertStates).optional(),
  from: moment.optional(),
  to: moment.optional(),
});

const labels = z.record(z.string(), z.string());

/** What Alertmanager posts (version 4). More than is read here may stand in it. */
export const alertmanagerSchema = z.looseObject({
  alerts: z
    .array(
      z.looseObject({
        status: z.enum(["firing", "resolved"]),
        labels,
        annotations: labels.default({}),
        startsAt: moment,
        endsAt: z.iso.datetime({ offset: true }).optional(),
        generatorURL: z.string().max(4_000).optional(),
        fingerprint: z.string().min(1).max(200),
      }),
    )
    .max(10_000, "At most 10,000 alerts a delivery."),
});

export const receivedSchema = z.object({ received: z.number(), fired: z.number(), resolved: z.number() });
