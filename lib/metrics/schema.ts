import { z } from "zod";
import { block, key, line, moment, number } from "#lib/core/fields.ts";
import { pageInputSchema } from "#lib/core/paging.ts";
import { betters, metricKinds, testRunKinds } from "#lib/metrics/model.ts";

const unit = line(20, "The unit");
const minimumEffect = number("The smallest difference that matters")
  .positive("The smallest difference that matters must be above 0.")
  .max(1, "Give it as a share: 0.02 means 2 %.");

export const metricInputSchema = z.strictObject({
  key,
  name: line(120, "The name"),
  system: key,
  unit,
  quantity: line(80, "The quantity").optional(),
  better: z.enum(betters, { error: "Choose lower or higher." }),
  kind: z.enum(metricKinds, { error: `Choose one of ${metricKinds.join(", ")}.` }),
  minimumEffect: minimumEffect.optional(),
  description: block(10_000, "The description").optional(),
});

/** Unit, direction and kind stay as they are once measurements rest on them: the verb refuses. */
export const metricEditSchema = z.strictObject({
  key,
  name: line(120, "The name").optional(),
  unit: unit.optional(),
  quantity: line(80, "The quantity").nullable().optional(),
  better: z.enum(betters).optional(),
  kind: z.enum(metricKinds).optional(),
  minimumEffect: minimumEffect.nullable().optional(),
  description: block(10_000, "The description").optional(),
  archived: z.boolean().optional(),
});

export const metricKeySchema = z.strictObject({ key });

export const metricSchema = z.object({
  key: z.string(),
  name: z.string(),
  description: z.string(),
  system: z.string(),
  systemName: z.string(),
  unit: z.string(),
  quantity: z.string().nullable(),
  better: z.enum(betters),
  kind: z.enum(metricKinds),
  minimumEffect: z.number(),
  archived: z.boolean(),
});
export type Metric = z.infer<typeof metricSchema>;

export const listMetricsSchema = pageInputSchema.extend({
  q: z.string().max(200).optional(),
  system: key.optional(),
  archived: z.stringbool().or(z.boolean()).optional(),
});

export const testRunInputSchema = z.strictObject({
  kind: z.enum(testRunKinds, { error: `Choose one of ${testRunKinds.join(", ")}.` }),
  title: line(200, "The title"),
  description: block(10_000, "The description").optional(),
  system: key,
  ranAt: moment,
});

export const testRunSchema = z.object({
  number: z.number(),
  kind: z.enum(testRunKinds),
  title: z.string(),
  description: z.string(),
  system: z.string(),
  systemName: z.string(),
  ranAt: z.iso.datetime(),
  simulated: z.boolean(),
});
export type TestRun = z.infer<typeof testRunSchema>;
