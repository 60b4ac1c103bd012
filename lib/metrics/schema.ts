import { z } from "zod";
import { block, key, line, moment, number } from "#lib/core/fields.ts";
import { pageInputSchema } from "#lib/core/paging.ts";
import { betters, metricKinds, testRunKinds } from "#lib/metrics/model.ts";
import { rejectReasons } from "#lib/metrics/sample-batch.ts";

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

export const mostSamples = 100_000;

/** What a client sends. The verb reads the samples one by one, so that one bad sample does not refuse the others. */
export const pushSamplesInputSchema = z.strictObject({
  samples: z
    .array(z.strictObject({ metric: key, at: z.iso.datetime({ offset: true }), value: number("The value") }))
    .max(mostSamples),
});

export const pushSamplesSchema = z.strictObject({
  samples: z
    .array(z.unknown(), { error: "Give a list of {metric, at, value}." })
    .max(mostSamples, `At most ${mostSamples.toLocaleString("en")} samples a call. Send them in parts.`),
});

export const pushAnswerSchema = z.object({
  accepted: z.number(),
  duplicates: z.number(),
  rejected: z.array(z.object({ index: z.number(), reason: z.enum(rejectReasons) })),
});
export type PushAnswer = z.infer<typeof pushAnswerSchema>;

/** A length of time: whole seconds, or a number with s, m, h, d or w. Out: seconds. */
export const duration = z
  .union([z.number(), z.string()], { error: "Give a length like 30s, 5m, 1h or 7d, or whole seconds." })
  .transform((given, context) => {
    const seconds = secondsOf(given);
    if (seconds !== null) return seconds;
    context.addIssue({ code: "custom", message: "Give a length like 30s, 5m, 1h or 7d, or whole seconds." });
    return z.NEVER;
  });

function secondsOf(given: string | number): number | null {
  const [, count, unit = "s"] = /^(\d{1,9})([smhdw])?$/.exec(String(given).trim()) ?? [];
  const seconds = Number(count) * (unitSeconds[unit] ?? Number.NaN);
  return seconds >= 1 && seconds <= 3_660 * 86_400 ? seconds : null;
}

const unitSeconds: Record<string, number> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };

export const readSamplesSchema = z.strictObject({
  key,
  from: moment.optional(),
  to: moment.optional(),
  step: duration.optional(),
  cursor: pageInputSchema.shape.cursor,
  limit: z.coerce.number().int().min(1).max(10_000).default(10_000),
});

/** One sample as it came; with a step, the mean of those in it, how many they were, the lowest and the highest. */
export const samplePointSchema = z.object({
  at: z.iso.datetime(),
  value: z.number(),
  n: z.number().optional(),
  low: z.number().optional(),
  high: z.number().optional(),
});
export type SamplePoint = z.infer<typeof samplePointSchema>;
