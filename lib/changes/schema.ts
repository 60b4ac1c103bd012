import { z } from "zod";
import { areas, predictionResults, shownOutcomes, statuses } from "#lib/changes/model.ts";
import { statedThings } from "#lib/changes/worth.ts";
import { amount, block, key, line, moment, number } from "#lib/core/fields.ts";
import { pageInputSchema } from "#lib/core/paging.ts";
import { verdictSchema } from "#lib/core/statistics/verdict-schema.ts";
import { teamFilter, teamName } from "#lib/core/team.ts";
import { metricKinds } from "#lib/metrics/model.ts";
import { duration } from "#lib/metrics/schema.ts";

const area = z.enum(areas, { error: `Choose one of ${areas.join(", ")}.` });
const settingText = z.string().max(2_000, "A setting's value has at most 2,000 characters.");

const settings = z
  .array(z.strictObject({ key: line(300, "The setting's key"), before: settingText, after: settingText }))
  .max(100, "At most 100 settings.");

const queryEvidence = z.strictObject({
  statement: block(20_000, "The statement").optional(),
  queryId: line(100, "The query id").optional(),
});
const codeEvidence = z.strictObject({
  repository: line(300, "The repository").optional(),
  commit: line(100, "The commit").optional(),
  pullRequest: line(300, "The pull request").optional(),
});
const resourceEvidence = z.strictObject({
  resource: line(300, "The resource").optional(),
  oldSize: line(100, "The old size").optional(),
  newSize: line(100, "The new size").optional(),
});

const evidence = z.union([queryEvidence, codeEvidence, resourceEvidence], {
  error:
    "Give {statement, queryId} for a database change, {repository, commit, pullRequest} for code, {resource, oldSize, newSize} for infrastructure.",
});

const link = z.strictObject({
  kind: line(40, "The kind of link"),
  url: z
    .url({ protocol: /^https?$/, error: "Give an address that starts with https:// or http://." })
    .max(2_000),
});

const predictionInput = z
  .strictObject({ metric: key, low: number("The low end"), high: number("The high end") })
  .refine((range) => range.low <= range.high, {
    path: ["high"],
    message: "The high end is below the low end. A fall of 20 to 40 % is low -0.4, high -0.2.",
  });

const fields = {
  title: line(200, "The title"),
  area,
  practice: key.nullable(),
  system: key,
  team: teamName.nullable(),
  description: block(50_000, "The description"),
  startedAt: moment.nullable(),
  appliedAt: moment.nullable(),
  rolloutStart: moment.nullable(),
  rolloutEnd: moment.nullable(),
  settleSeconds: z
    .number()
    .int()
    .min(0)
    .max(30 * 86_400, "At most 30 days."),
  rollbackPlan: block(10_000, "The way back"),
  owner: z.email("Give the owner's e-mail address.").nullable(),
  settings,
  evidence: evidence.nullable(),
  links: z.array(link).max(50, "At most 50 links."),
  prediction: predictionInput.nullable(),
  guardrails: z.array(key).max(20, "At most 20 guardrails."),
  effortDays: amount("The effort in person-days", "99999").nullable(),
  spentOnce: amount("The money spent once").nullable(),
  runningCostPerYear: amount("The running cost per year").nullable(),
  savingPerYear: amount("The saving per year").nullable(),
  savingBasis: line(500, "How the saving is reckoned").nullable(),
  /** "R-12" or "12". */
  roadmapItem: z
    .string()
    .max(80)
    .transform((text) =>
      text
        .trim()
        .toUpperCase()
        .replace(/^(?=\d+$)/, "R-"),
    )
    .nullable(),
};

export const changeInputSchema = z
  .strictObject(fields)
  .partial()
  .required({ title: true, area: true, system: true })
  .extend({
    status: z
      .enum(["draft", "planned", "in-progress", "applied"], {
        error: "A new change is draft, planned, in-progress or applied.",
      })
      .optional(),
  })
  .superRefine(orderOfTimes);
export type ChangeInput = z.infer<typeof changeInputSchema>;

/** An edit: what is left out stays. `version` refuses an edit that was begun on an older version. */
export const changeEditSchema = z
  .strictObject(fields)
  .partial()
  .extend({ number: z.coerce.number().int().positive(), version: z.number().int().optional() })
  .superRefine(orderOfTimes);

/** What PATCH takes: an edit, or a move by `{status, reason}`. */
export const changePatchSchema = z
  .strictObject(fields)
  .partial()
  .extend({
    number: z.coerce.number().int().positive(),
    version: z.number().int().optional(),
    status: z.enum(statuses, { error: `Choose one of ${statuses.join(", ")}.` }).optional(),
    reason: block(2_000, "The reason").optional(),
  });

export const changeMoveSchema = z.strictObject({
  number: z.coerce.number().int().positive(),
  status: z.enum(statuses, { error: `Choose one of ${statuses.join(", ")}.` }),
  reason: block(2_000, "The reason").optional(),
});

export const changeNumberSchema = z.strictObject({ number: z.coerce.number().int().positive() });

export const fileIdSchema = z.strictObject({ id: z.uuid("There is no such file.") });

export const changeSorts = ["-applied", "applied", "-number", "number", "title", "-title"] as const;

export const listChangesSchema = pageInputSchema.extend({
  area: area.optional(),
  practice: key.optional(),
  system: key.optional(),
  /** In any spelling; none for those of no team. */
  team: teamFilter.optional(),
  status: z.enum(statuses).optional(),
  outcome: z.enum(shownOutcomes).optional(),
  quarter: z
    .string()
    .regex(/^\d{4}-Q[1-4]$/, "Give a quarter like 2026-Q4.")
    .optional(),
  q: z.string().max(200, "A search has at most 200 characters.").optional(),
  states: z.enum(statedThings, { error: `Choose one of ${statedThings.join(", ")}.` }).optional(),
  sort: z.enum(changeSorts).default("-applied"),
});

export const similarChangesSchema = z.strictObject({
  title: z.string().max(500),
  system: key.optional(),
  exceptNumber: z.number().int().optional(),
});

const time = z.iso.datetime().nullable();
const person = z.object({ name: z.string(), email: z.string() }).nullable();

const measurementInputSchema = z.object({
  /** A series holds both sides in one file. */
  side: z.enum(["before", "after", "series"]),
  name: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  format: z.string(),
  fileId: z.string(),
});

const sideRunsSchema = z.array(z.object({ name: z.string(), value: z.number().nullable() }));

const span = z.object({ from: z.iso.datetime(), to: z.iso.datetime() });

export const measurementSchema = z.object({
  id: z.string(),
  metric: z.string(),
  metricName: z.string(),
  metricKind: z.enum(metricKinds),
  grade: z.enum(["samples", "series", "summary"]),
  verdict: verdictSchema.nullable(),
  /**
   * `between`: points of a series that lie in neither window. `earlier`: the same comparison at earlier times, when
   * nothing was changed, as relative effects.
   */
  runs: z.object({
    before: sideRunsSchema,
    after: sideRunsSchema,
    between: sideRunsSchema.optional(),
    earlier: sideRunsSchema.optional(),
  }),
  primary: z.boolean(),
  inputs: z.array(measurementInputSchema),
  overrideReason: z.string().nullable(),
  recordedBy: z.string().nullable(),
  simulated: z.boolean(),
  createdAt: z.iso.datetime(),
  /** False while it is fetched: the verdict so far may still change, and decides nothing. */
  frozen: z.boolean(),
  /** Where a series was compared: the windows, and what lies between and around them. */
  windows: z
    .object({
      changeAt: z.iso.datetime(),
      rollout: span.nullable(),
      before: span,
      after: span,
      others: z.array(z.object({ at: z.iso.datetime(), name: z.string() })),
      /** Changes so near that the verdict is theirs as well. */
      sharedWith: z.array(z.object({ at: z.iso.datetime(), name: z.string() })),
    })
    .nullable(),
  fetch: z
    .object({
      state: z.enum(["waiting", "filling", "failing", "failed"]),
      problem: z.string().nullable(),
      failures: z.number(),
      triedAt: time,
      nextAt: time,
      fullAt: time,
    })
    .nullable(),
});
export type Measurement = z.infer<typeof measurementSchema>;

export const changeListItemSchema = z.object({
  number: z.number(),
  title: z.string(),
  area: z.enum(areas),
  practice: z.string().nullable(),
  practiceName: z.string().nullable(),
  system: z.string(),
  systemName: z.string(),
  /** Whose it is; null for no team. */
  team: z.string().nullable(),
  status: z.enum(statuses),
  outcome: z.enum(shownOutcomes),
  appliedAt: time,
  happenedAt: z.iso.datetime(),
  createdAt: z.iso.datetime(),
  owner: person,
  simulated: z.boolean(),
  primary: z
    .object({ metric: z.string(), metricName: z.string(), unit: z.string(), verdict: verdictSchema })
    .nullable(),
});
export type ChangeListItem = z.infer<typeof changeListItemSchema>;

export const changeSchema = changeListItemSchema.extend({
  description: z.string(),
  statusReason: z.string().nullable(),
  overridden: z.boolean(),
  startedAt: time,
  rolloutStart: time,
  rolloutEnd: time,
  settleSeconds: z.number(),
  rollbackPlan: z.string(),
  recordedBy: person,
  /** The webhook by which it came in. */
  origin: z.string().nullable(),
  recordedLateDays: z.number().nullable(),
  updatedAt: z.iso.datetime(),
  version: z.number(),
  settings: z.array(z.object({ key: z.string(), before: z.string(), after: z.string() })),
  evidence: z.record(z.string(), z.string().optional()).nullable(),
  links: z.array(z.object({ kind: z.string(), url: z.string() })),
  prediction: z
    .object({
      metric: z.string(),
      metricName: z.string(),
      low: z.number(),
      high: z.number(),
      statedAt: z.iso.datetime(),
      result: z.enum(predictionResults).nullable(),
    })
    .nullable(),
  planChangedAfterResults: z.boolean(),
  guardrails: z.array(z.object({ metric: z.string(), metricName: z.string() })),
  measurements: z.array(measurementSchema),
  /** What it took and is said to save, as stated; null is not stated, and not zero. Exact, with two decimals. */
  effortDays: z.string().nullable(),
  spentOnce: z.string().nullable(),
  runningCostPerYear: z.string().nullable(),
  savingPerYear: z.string().nullable(),
  savingBasis: z.string().nullable(),
  savingStatedBy: z.string().nullable(),
  savingStatedAt: time,
  /** ISO 4217, of these amounts. */
  currency: z.string().nullable(),
  /** Whether the deciding gain still stands, 7, 30 and 90 days after its window. */
  watch: z.array(
    z.object({
      days: z.number(),
      dueAt: z.iso.datetime(),
      state: z.enum(["due", "holding", "fading", "lost", "unclear"]),
      kept: z.number().nullable(),
      low: z.number().nullable(),
      high: z.number().nullable(),
      problem: z.string().nullable(),
      checkedAt: time,
    }),
  ),
});
export type Change = z.infer<typeof changeSchema>;

const runValues = z.strictObject({
  values: z.array(number("A value")).min(1, "Give at least one value.").max(100_000),
});

/** What may be said where a metric's own series is fetched. The window is the length of each side, at most. */
const askedSeries = {
  window: duration.optional(),
  better: z.enum(["lower", "higher"]).optional(),
  minimumEffect: number("The smallest difference that matters").positive().max(1).optional(),
};
export const askedSeriesSchema = z.object(askedSeries);
export type AskedSeries = z.output<typeof askedSeriesSchema>;

const sideEvidence = (side: string) =>
  z.union([z.array(z.uuid()).min(1, `Give at least one file for ${side}.`).max(100), runValues]).optional();

/**
 * Evidence as stored files (`before`, `after`: file ids) or as plain values, one value a run. Without either the metric's
 * own series is fetched.
 */
export const measureChangeSchema = z.strictObject({
  number: z.coerce.number().int().positive(),
  metric: key,
  before: sideEvidence("before"),
  after: sideEvidence("after"),
  ...askedSeries,
  format: z.string().max(80).optional(),
  quantity: z.string().max(80).optional(),
  column: z.string().max(200).optional(),
  filters: z.record(z.string().max(100), z.string().max(500)).optional(),
  order: z.enum(["interleaved", "blocks"]).optional(),
  beforePart: z.number().int().min(0).optional(),
  afterPart: z.number().int().min(0).optional(),
  override: z.strictObject({ reason: line(2_000, "The reason") }).optional(),
});

export const practiceInputSchema = z.strictObject({ key, area, name: line(120, "The name") });
export const practiceEditSchema = z.strictObject({
  key,
  name: line(120, "The name").optional(),
  archived: z.boolean().optional(),
});
const practiceSchema = z.object({
  key: z.string(),
  area: z.enum(areas),
  name: z.string(),
  builtIn: z.boolean(),
  archived: z.boolean(),
});
export type Practice = z.infer<typeof practiceSchema>;

type Times = {
  startedAt?: Date | null;
  appliedAt?: Date | null;
  rolloutStart?: Date | null;
  rolloutEnd?: Date | null;
};

function orderOfTimes(input: Times, context: z.RefinementCtx): void {
  if (input.rolloutStart && input.rolloutEnd && input.rolloutEnd < input.rolloutStart) {
    context.addIssue({
      code: "custom",
      path: ["rolloutEnd"],
      message: "The roll-out ends before it starts.",
    });
  }
  if (input.startedAt && input.appliedAt && input.appliedAt < input.startedAt) {
    context.addIssue({
      code: "custom",
      path: ["appliedAt"],
      message: "It was applied before it was started.",
    });
  }
}
