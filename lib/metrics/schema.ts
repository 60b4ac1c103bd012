import { z } from "zod";
import { block, key, line, moment, number } from "#lib/core/fields.ts";
import { pageInputSchema } from "#lib/core/paging.ts";
import { verdictSchema } from "#lib/core/statistics/verdict-schema.ts";
import { betters, metricKinds, testRunKinds } from "#lib/metrics/model.ts";
import { rejectReasons } from "#lib/metrics/sample-batch.ts";

const unit = line(20, "The unit");
const minimumEffect = number("The smallest difference that matters")
  .positive("The smallest difference that matters must be above 0.")
  .max(1, "Give it as a share: 0.02 means 2 %.");

/** Whole seconds, or a number with s, m, h, d or w. Out: seconds. */
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

const query = z
  .string({ error: "Give the query." })
  .trim()
  .min(1, "Give the query.")
  .max(4_000, "A query has at most 4,000 characters.");

/** What a metric asks of a source: one series. Without a step it follows from the length that is looked at. */
export const metricSourceSchema = z.strictObject({ source: key, query, step: duration.optional() });
export type MetricSource = { source: string; query: string; stepSeconds: number | null };

const threshold = number("A threshold").nullable().optional();
const week = 7 * 86_400;

/** Past which value a metric's series is an alert: above it where lower is better, else below. One of the two at least. */
const thresholdsSchema = z
  .strictObject({
    warn: threshold,
    critical: threshold,
    hold: duration.refine((seconds) => seconds <= week, "At most seven days.").default(300),
  })
  .refine(({ warn, critical }) => (warn ?? critical ?? null) !== null, {
    error: "Give a value to warn at, a critical one, or both.",
    path: ["warn"],
  })
  .transform(({ warn = null, critical = null, hold }) => ({ warn, critical, holdSeconds: hold }));
export type Thresholds = { warn: number | null; critical: number | null; holdSeconds: number };

const owner = z.email("Give the owner's e-mail address.").nullable().optional();

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
  source: metricSourceSchema.nullable().optional(),
  thresholds: thresholdsSchema.nullable().optional(),
  owner,
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
  source: metricSourceSchema.nullable().optional(),
  thresholds: thresholdsSchema.nullable().optional(),
  owner,
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
  source: z.object({ source: z.string(), query: z.string(), stepSeconds: z.number().nullable() }).nullable(),
  thresholds: z
    .object({ warn: z.number().nullable(), critical: z.number().nullable(), holdSeconds: z.number() })
    .nullable(),
  /** Who hears of its alerts. */
  owner: z.object({ name: z.string(), email: z.string() }).nullable(),
  archived: z.boolean(),
});
export type Metric = z.infer<typeof metricSchema>;

export const listMetricsSchema = pageInputSchema.extend({
  q: z.string().max(200).optional(),
  system: key.optional(),
  archived: z.stringbool().or(z.boolean()).optional(),
});

/** `file` is a stored file's id; over HTTP the file itself, in a form. Its time is told by the file where it can be. */
export const testRunInputSchema = z.strictObject({
  kind: z.enum(testRunKinds, { error: `Choose one of ${testRunKinds.join(", ")}.` }),
  title: line(200, "The title").optional(),
  description: block(10_000, "The description").optional(),
  system: key,
  ranAt: moment.optional(),
  file: z.uuid("Give a file.").optional(),
  format: z.string().max(80).optional(),
});

export const testRunNumberSchema = z.strictObject({ number: z.coerce.number().int().positive() });

export const listTestRunsSchema = pageInputSchema.extend({
  system: key.optional(),
  kind: z.enum(testRunKinds).optional(),
  q: z.string().max(200).optional(),
});

const runNumber = z.number("Give numbers of test runs, like 12,14.").int().positive();
const side = z
  .preprocess(
    (given) => (typeof given === "string" ? given.split(",").map(Number) : given),
    z.array(runNumber, { error: "Give numbers of test runs, like 12,14." }),
  )
  .refine((numbers) => numbers.length > 0 && numbers.length <= 30, "Give one to thirty test runs a side.")
  .transform((numbers) => [...new Set(numbers)]);

/** Two groups of test runs: numbers, as a list or with commas between them. */
export const compareTestRunsSchema = z.strictObject({
  before: side,
  after: side,
  order: z.enum(["interleaved", "blocks"]).optional(),
  /** Compares unlike conditions all the same, for this reason: printed with the verdicts. */
  override: line(2_000, "The reason").optional(),
});

export const testRunVerdictSchema = z.object({
  verdict: verdictSchema,
  /** Its p-value after all quantities that were looked at (Benjamini and Hochberg); null where it has none. */
  corrected: z.number().nullable(),
  /** Taken alone it changed; among as many quantities one looks so by chance. */
  perhaps: z.boolean(),
});
export type TestRunVerdict = z.infer<typeof testRunVerdictSchema>;

const told = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const testRunSchema = z.object({
  number: z.number(),
  kind: z.enum(testRunKinds),
  title: z.string(),
  description: z.string(),
  system: z.string(),
  systemName: z.string(),
  ranAt: z.iso.datetime(),
  simulated: z.boolean(),
  recordedBy: z.string().nullable(),
  file: z.object({ id: z.string(), name: z.string(), bytes: z.number(), sha256: z.string() }).nullable(),
  /** What was read from the file; null without one. */
  result: z
    .object({
      format: z.string(),
      tool: z.string(),
      version: z.string().nullable(),
      runs: z.number(),
      quantities: z.array(
        z.object({
          name: z.string(),
          unit: z.string(),
          better: z.enum(betters).nullable(),
          value: z.number().nullable(),
          n: z.number().nullable(),
        }),
      ),
      errorRate: z.number().nullable(),
      environment: z.record(z.string(), told),
      warnings: z.array(z.string()),
    })
    .nullable(),
});
export type TestRun = z.infer<typeof testRunSchema>;

const mostSamples = 100_000;

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

const headers = z.record(
  z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, "A header's name has letters, digits and hyphens."),
  z
    .string()
    .min(1, "A header needs a value.")
    .max(4_000, "A header has at most 4,000 characters.")
    .regex(/^[\t\x20-\x7e]*$/, "A header has visible ASCII characters only."),
);

const sourceFields = {
  name: line(120, "The name"),
  baseUrl: z
    .url({ protocol: /^https?$/, error: "Give an address that starts with https:// or http://." })
    .max(500, "The address is too long.")
    .refine(
      isPlainAddress,
      "Give the address without a user name, a query or a fragment; use headers instead.",
    ),
  /** Replaces all headers. They are kept encrypted and never read out again. */
  headers: headers.optional(),
  caCertificate: z
    .string()
    .max(50_000)
    .regex(/-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/, "Give a certificate in PEM form.")
    .nullable()
    .optional(),
  verifyTls: z.boolean().optional(),
  allowOwnMachine: z.boolean().optional(),
};

function isPlainAddress(text: string): boolean {
  const url = new URL(text);
  return url.username === "" && url.password === "" && url.search === "" && url.hash === "";
}

export const sourceInputSchema = z.strictObject({ key, ...sourceFields });
export const sourceEditSchema = z
  .strictObject(sourceFields)
  .partial()
  .extend({ key, archived: z.boolean().optional() });

export const sourceKeySchema = z.strictObject({ key });

export const sourceSchema = z.object({
  key: z.string(),
  name: z.string(),
  baseUrl: z.string(),
  headerNames: z.array(z.string()),
  caCertificate: z.string().nullable(),
  verifyTls: z.boolean(),
  allowOwnMachine: z.boolean(),
  metrics: z.number(),
  archived: z.boolean(),
});
export type Source = z.infer<typeof sourceSchema>;

export const tryQuerySchema = z.strictObject({
  source: key,
  query,
  step: duration.optional(),
  /** How far back. */
  span: duration.default(24 * 3_600),
});
