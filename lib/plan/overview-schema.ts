/** What the overview answers, for page, API and shared links. */

import { z } from "zod";
import { changeListItemSchema } from "#lib/changes/schema.ts";
import { worthStandings } from "#lib/changes/worth.ts";
import { statedSchema } from "#lib/reviews/schema.ts";
import { objectiveKinds } from "#lib/systems/model.ts";

export const overviewInputSchema = z.strictObject({
  quarter: z
    .string()
    .regex(/^\d{4}-Q[1-4]$/, "Give a quarter like 2026-Q4.")
    .optional(),
});

const resultSchema = z.object({
  change: changeListItemSchema,
  /** Numbers of other changes that rest on the same evidence and share this verdict. */
  sharedWith: z.array(z.number()),
});
export type OverviewResult = z.infer<typeof resultSchema>;

const partSchema = z.object({
  /** All of them; of these the largest are shown. */
  count: z.number(),
  results: z.array(resultSchema),
});
export type OverviewPart = z.infer<typeof partSchema>;

const pointSchema = z.object({ sentence: z.string(), note: z.string().nullable(), href: z.string() });

const riskSchema = z.union([resultSchema, pointSchema]);
export type OverviewRisk = z.infer<typeof riskSchema>;

const nextWorkSchema = z.object({
  reference: z.string(),
  href: z.string(),
  title: z.string(),
  about: z.string(),
  standing: z.string(),
  owner: z.string().nullable(),
});

const statedSum = z.object({
  /** How many changes state it. */
  changes: z.number(),
  /** Exact, with two decimals; null where none states it, which is not zero. */
  total: z.string().nullable(),
});
/** In person-days, and in the currency. */
const costs = z.object({
  /** Changes that state a cost of any kind. */
  stating: z.number(),
  effortDays: statedSum,
  spentOnce: statedSum,
  runningCostPerYear: statedSum,
});
const worthSums = costs.extend({ savingPerYear: statedSum });

const worthSchema = z.object({
  /** ISO 4217; null while the organisation has none, and nobody states money. */
  currency: z.string().nullable(),
  /** All that were carried out, those that state nothing too. */
  changes: z.number(),
  /** Spent whatever came of it. */
  costs,
  /** By what became of the changes. Savings are stated, never measured; those of different standing are never added. */
  byStanding: z.record(z.enum(worthStandings), worthSums),
  sentences: z.array(pointSchema),
});

const target = z.object({
  metric: z.string(),
  metricName: z.string(),
  unit: z.string(),
  better: z.enum(["lower", "higher"]),
  value: z.number(),
  dueAt: z.string().nullable(),
});

export const overviewSchema = z.object({
  quarter: z.object({
    key: z.string(),
    label: z.string(),
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    /** It is not over yet. */
    running: z.boolean(),
  }),
  quarters: z.array(z.object({ key: z.string(), label: z.string() })),
  /** Computed from the counts. */
  headline: z.string(),
  /** What a person says the quarter amounts to: shown before the computed headline, never instead of it. */
  stated: statedSchema.nullable(),
  counts: z.object({
    better: z.number(),
    worse: z.number(),
    withdrawn: z.number(),
    unchanged: z.number(),
    inconclusive: z.number(),
    reported: z.number(),
    open: z.number(),
    worseUndone: z.number(),
    withdrawnBetter: z.number(),
    changes: z.number(),
  }),
  better: z.array(partSchema.extend({ kind: z.enum(objectiveKinds).nullable(), name: z.string() })),
  worse: partSchema,
  withdrawn: partSchema,
  inconclusive: partSchema,
  reported: partSchema,
  /** The three largest improvements that are proven, by what they prove at least. */
  gains: z.array(resultSchema),
  risks: z.array(riskSchema),
  /** What users said: the most wanted of the quarter, and whether it was solved for those who were asked. */
  voices: z.array(pointSchema),
  targets: z.array(
    z.object({
      objective: z.string(),
      kind: z.enum(objectiveKinds),
      target,
      periods: z.array(z.object({ label: z.string(), value: z.number().nullable() })),
    }),
  ),
  /** What was spent and what is said to be saved; null where it is not shared. */
  worth: worthSchema.nullable(),
  /** What the roadmap has for now and next, then other changes under way and planned. */
  next: z.array(nextWorkSchema),
  /** What this reader is asked to do. */
  asks: z.array(pointSchema),
  simulated: z.boolean(),
});
export type Overview = z.infer<typeof overviewSchema>;
