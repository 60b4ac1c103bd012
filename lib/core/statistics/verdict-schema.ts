import { z } from "zod";
import type { Verdict } from "#lib/core/statistics/verdict.ts";

const value = z.number().nullable();
const side = z.object({ n: z.number(), center: value, low: value, high: value });

/** The Verdict as doors give it out. */
export const verdictSchema: z.ZodType<Verdict> = z.object({
  metric: z.string(),
  unit: z.string(),
  better: z.enum(["lower", "higher"]),
  outcome: z.enum(["improved", "regressed", "unchanged", "inconclusive"]),
  reason: z
    .enum([
      "too-few",
      "too-noisy",
      "not-comparable",
      "confounded",
      "moved-elsewhere",
      "errors-rose",
      "resolution-limited",
      "missing-data",
      "summary-only",
    ])
    .nullable(),
  grade: z.enum(["samples", "series", "summary"]),
  before: side,
  after: side,
  effect: z.object({
    relative: value,
    low: value,
    high: value,
    absolute: value,
    absoluteLow: value,
    absoluteHigh: value,
    superiority: value,
  }),
  smallestDetectable: value,
  minimumEffect: z.number(),
  confidence: z.number(),
  method: z.string(),
  engine: z.string(),
  seed: z.string(),
  environment: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
  errorRate: z.object({ before: value, after: value }),
  placebo: z.object({ contrasts: z.number(), asLarge: z.number() }).nullable(),
  sentence: z.string(),
});
