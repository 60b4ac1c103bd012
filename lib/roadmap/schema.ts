import { z } from "zod";
import { shownOutcomes, statuses } from "#lib/changes/model.ts";
import { block, key, line, number } from "#lib/core/fields.ts";
import { pageInputSchema } from "#lib/core/paging.ts";
import { teamFilter, teamName } from "#lib/core/team.ts";
import { horizons, mostChanges } from "#lib/roadmap/model.ts";
import { predictionOutcomes } from "#lib/roadmap/prediction-score.ts";
import { progresses } from "#lib/roadmap/progress.ts";

const horizon = z.enum(horizons, { error: `Choose one of ${horizons.join(", ")}.` });
export const quarterSchema = z
  .string({ error: "Give a quarter like 2026-Q4." })
  .regex(/^\d{4}-Q[1-4]$/, "Give a quarter like 2026-Q4.");
const itemNumber = z.coerce.number({ error: "Give the number of an item." }).int().positive();

const expected = z
  .strictObject({ metric: key, low: number("The low end"), high: number("The high end") })
  .refine((range) => range.low <= range.high, {
    path: ["high"],
    message: "The high end is below the low end. A fall of 20 to 40 % is low -0.4, high -0.2.",
  });

const fields = {
  title: line(200, "The title"),
  description: block(50_000, "The description"),
  objective: key.nullable(),
  system: key.nullable(),
  expected: expected.nullable(),
  expectation: z.literal("").or(line(200, "The expectation")),
  reach: number("Reach").min(0, "Reach is 0 or more.").max(1e12).nullable(),
  impact: number("Impact").min(0, "Impact is 0 to 3.").max(3, "Impact is 0 to 3.").nullable(),
  confidence: number("Confidence").min(0, "Confidence is 0 to 1.").max(1, "Confidence is 0 to 1.").nullable(),
  effort: number("Effort").positive("Effort is more than 0.").max(1e6).nullable(),
  owner: z.email("Give the owner's e-mail address.").nullable(),
  team: teamName.nullable(),
  published: z.boolean(),
  /** Numbers of the changes that deliver it; given, they replace all. */
  changes: z
    .array(z.coerce.number().int().positive())
    .max(mostChanges, `At most ${mostChanges} changes.`)
    .transform((numbers) => [...new Set(numbers)]),
};

const reason = block(2_000, "The reason");

export const itemInputSchema = z
  .strictObject({
    ...fields,
    horizon,
    quarter: quarterSchema.nullable(),
    /** Why it is done without a verdict, where it is put on the roadmap as done. */
    reason,
    /** Numbers of the feedback that it answers. */
    feedback: z.array(z.coerce.number().int().positive()).max(50, "At most 50 entries."),
  })
  .partial()
  .required({ title: true });
export type ItemInput = z.infer<typeof itemInputSchema>;

/** An edit: what is left out stays. `version` refuses an edit that was begun on an older version. */
export const itemEditSchema = z
  .strictObject({ ...fields, archived: z.boolean() })
  .partial()
  .extend({
    number: itemNumber,
    version: z.number().int().optional(),
    /** Why it is taken off the roadmap, where it was promised for a quarter that has begun. */
    reason: reason.optional(),
  });

/** A move in time, in order, or both. `before` is the item it shall stand before; null puts it last. */
const moveFields = {
  horizon: horizon.optional(),
  quarter: quarterSchema.nullable().optional(),
  before: itemNumber.nullable().optional(),
  reason: reason.optional(),
};
export const itemMoveSchema = z.strictObject({ number: itemNumber, ...moveFields });

/** What PATCH takes: an edit, or a move. */
export const itemPatchSchema = itemEditSchema.extend(moveFields);

export const itemNumberSchema = z.strictObject({ number: itemNumber });

export const itemLinkSchema = z.strictObject({
  number: itemNumber,
  change: z.coerce.number({ error: "Give the number of a change, like 42." }).int().positive(),
});

export const itemSorts = ["order", "-score", "title", "-title", "-number", "number", "-done"] as const;

export const listItemsSchema = pageInputSchema.extend({
  q: z.string().max(200, "A search has at most 200 characters.").optional(),
  horizon: horizon.optional(),
  /** A fiscal quarter, or `none` for items without a date. */
  quarter: quarterSchema.or(z.literal("none")).optional(),
  system: key.optional(),
  objective: key.optional(),
  owner: z.email("Give the owner's e-mail address.").optional(),
  /** In any spelling; none for those of no team. */
  team: teamFilter.optional(),
  /** Items that this change delivers. */
  change: z.coerce.number().int().positive().optional(),
  archived: z.stringbool().or(z.boolean()).optional(),
  sort: z.enum(itemSorts).default("order"),
});

const time = z.iso.datetime().nullable();
const person = z.object({ name: z.string(), email: z.string() }).nullable();

const itemChangeSchema = z.object({
  number: z.number(),
  title: z.string(),
  status: z.enum(statuses),
  outcome: z.enum(shownOutcomes),
});

const itemFeedbackSchema = z.object({
  number: z.number(),
  title: z.string(),
  votes: z.number(),
  status: z.string(),
});
export type ItemFeedback = z.infer<typeof itemFeedbackSchema>;

export const itemSchema = z.object({
  number: z.number(),
  title: z.string(),
  horizon: z.enum(horizons),
  quarter: z.string().nullable(),
  firstQuarter: z.string().nullable(),
  system: z.string().nullable(),
  systemName: z.string().nullable(),
  objective: z.string().nullable(),
  objectiveName: z.string().nullable(),
  expected: z
    .object({ metric: z.string(), metricName: z.string(), low: z.number(), high: z.number() })
    .nullable(),
  expectation: z.string(),
  reach: z.number().nullable(),
  impact: z.number().nullable(),
  confidence: z.number().nullable(),
  effort: z.number().nullable(),
  score: z.number().nullable(),
  owner: person,
  team: z.string().nullable(),
  published: z.boolean(),
  archived: z.boolean(),
  simulated: z.boolean(),
  progress: z.enum(progresses),
  /** Those that the reader may see. */
  changes: z.array(itemChangeSchema),
  /** Of the feedback that it answers, as far as the reader may see it. */
  votes: z.number(),
  doneAt: time,
  createdAt: z.iso.datetime(),
});
export type Item = z.infer<typeof itemSchema>;

const itemMovedSchema = z.object({
  at: z.iso.datetime(),
  by: z.string().nullable(),
  fromHorizon: z.enum(horizons).nullable(),
  toHorizon: z.enum(horizons),
  fromQuarter: z.string().nullable(),
  toQuarter: z.string().nullable(),
  /** True where it was taken off the roadmap, false where it was put back. */
  archived: z.boolean().nullable(),
  reason: z.string().nullable(),
});
export type ItemMoved = z.infer<typeof itemMovedSchema>;

export const itemDetailSchema = itemSchema.extend({
  description: z.string(),
  recordedBy: person,
  updatedAt: z.iso.datetime(),
  version: z.number(),
  /** What people asked for that it answers, the most wanted first. */
  feedback: z.array(itemFeedbackSchema),
  /** What became of the expectation; null while no change has a verdict on its metric. */
  prediction: z.enum(predictionOutcomes).nullable(),
  /** The latest first. */
  moves: z.array(itemMovedSchema),
});
export type ItemDetail = z.infer<typeof itemDetailSchema>;

export const viewInputSchema = z.strictObject({
  name: line(60, "The name"),
  /** The filters as they stand in the address, without a question mark. */
  query: z.string().max(1_000, "These filters are too long to keep."),
});
export const viewIdSchema = z.strictObject({ id: z.uuid("There is no such view.") });
export type KeptView = { id: string; name: string; query: string };
