import { z } from "zod";
import { changeListItemSchema } from "#lib/changes/schema.ts";
import { block, line } from "#lib/core/fields.ts";
import { pageInputSchema } from "#lib/core/paging.ts";
import { teamFilter } from "#lib/core/team.ts";
import { actionStatuses, marks } from "#lib/reviews/model.ts";

const quarterSchema = z
  .string({ error: "Give a quarter like 2026-Q3." })
  .regex(/^\d{4}-Q[1-4]$/, "Give a quarter like 2026-Q3.");

const version = z.coerce.number({ error: "Give the version's number." }).int().min(1).max(9_999).optional();
const change = z.coerce.number({ error: "Give the change's number." }).int().positive();
const owner = z.email("Give the owner's e-mail address.").nullable();

export const reviewRefSchema = z.strictObject({ quarter: quarterSchema, version });
/** In any spelling; none for what belongs to no team. */
const team = teamFilter.optional();
export const getReviewSchema = reviewRefSchema.extend({ team });
export const openReviewSchema = z.strictObject({ quarter: quarterSchema });
export const listReviewsSchema = pageInputSchema;

const reviewParts = ["unmarked", "marked"] as const;
export const listReviewChangesSchema = pageInputSchema.extend({
  quarter: quarterSchema,
  version,
  team,
  /** Only what still needs a decision or a mark, or only what has one. */
  state: z.enum(reviewParts, { error: `Choose ${reviewParts.join(" or ")}.` }).optional(),
});

export const listOfReviewSchema = pageInputSchema.extend({ quarter: quarterSchema, version });

const actionFields = {
  title: line(200, "The action"),
  owner: owner.optional(),
  dueQuarter: quarterSchema,
};

export const decideSchema = z.strictObject({
  quarter: quarterSchema,
  change,
  decision: z.enum(marks, { error: `Choose one of ${marks.join(", ")}.` }),
  note: block(4_000, "The note").optional(),
  /** What is to be done because of it; becomes a roadmap item. */
  action: z.strictObject(actionFields).optional(),
});

export const recordActionSchema = z.strictObject({
  quarter: quarterSchema,
  change: change.optional(),
  ...actionFields,
});
export const closeActionSchema = z.strictObject({
  id: z.uuid("There is no such action."),
  status: z.enum(["done", "dropped"], { error: "Choose done or dropped." }),
  note: line(2_000, "What came of it"),
});
export const commentSchema = z.strictObject({
  quarter: quarterSchema,
  change: change.optional(),
  body: block(4_000, "The comment").refine((text) => text.trim() !== "", "Write something."),
});
export const signSchema = z.strictObject({
  quarter: quarterSchema,
  /** Signing asks for it again. People who sign in by single sign-on sign in afresh instead. */
  password: z.string({ error: "Give your password." }).max(1_000).optional(),
});
export const reopenSchema = z.strictObject({ quarter: quarterSchema, reason: line(2_000, "The reason") });

/** It stands as a headline: a line, also where it was written on several. */
const oneLine = (max: number, what: string) => line(max, what).overwrite((text) => text.replace(/\s+/g, " "));

export const stateQuarterSchema = z.strictObject({
  quarter: quarterSchema,
  /** Null takes back what was stated. */
  words: oneLine(160, "The statement").nullable(),
  reason: oneLine(300, "The reason"),
});
export const listStatementsSchema = pageInputSchema.extend({ quarter: quarterSchema });
export const quarterVerdictSchema = z.strictObject({ quarter: quarterSchema });

export const settingsEditSchema = z.strictObject({
  signers: z.coerce
    .number({ error: "Give a number." })
    .int()
    .min(1, "At least one.")
    .max(9, "At most nine.")
    .optional(),
  fourEyes: z.boolean().optional(),
  dueDays: z.coerce
    .number({ error: "Give a number of days." })
    .int()
    .min(1, "At least one day.")
    .max(90, "At most 90 days.")
    .optional(),
});

const at = z.iso.datetime();

const policySchema = z.object({ signers: z.number(), fourEyes: z.boolean(), dueDays: z.number() });

export const reviewListItemSchema = z.object({
  quarter: z.string(),
  version: z.number(),
  state: z.enum(["open", "signed"]),
  from: at,
  to: at,
  openedAt: at,
  openedBy: z.string(),
  reason: z.string().nullable(),
  sealedAt: at.nullable(),
  sha256: z.string().nullable(),
  signatures: z.array(z.object({ name: z.string(), signedAt: at })),
  simulated: z.boolean(),
});
export type ReviewListItem = z.infer<typeof reviewListItemSchema>;

export const decisionSchema = z.object({
  id: z.number(),
  change: z.number(),
  decision: z.enum(marks),
  note: z.string(),
  by: z.string(),
  at,
  /** Taken over from the version that was reopened. */
  takenOver: z.boolean(),
});
export type Decision = z.infer<typeof decisionSchema>;

export const reviewChangeSchema = z.object({
  change: changeListItemSchema,
  /** The quarter whose review left it open; null for a change of this quarter. */
  carriedFrom: z.string().nullable(),
  /** So many days after a change of an earlier quarter its gain was found lost in this one; null for any other. */
  lostAfter: z.number().nullable(),
  /** The same of a gain that was found fading, and not lost. */
  fadingAfter: z.number().nullable(),
  /** What counts now; null while it is unmarked. */
  decision: decisionSchema.nullable(),
});
export type ReviewChange = z.infer<typeof reviewChangeSchema>;

export const actionSchema = z.object({
  id: z.string(),
  quarter: z.string(),
  title: z.string(),
  change: z.number().nullable(),
  owner: z.string().nullable(),
  dueQuarter: z.string(),
  status: z.enum(actionStatuses),
  outcomeNote: z.string().nullable(),
  by: z.string(),
  at,
  closedAt: at.nullable(),
  /** The number of the roadmap item that it became; null until the worker has made it. */
  roadmapItem: z.number().nullable(),
});
export type Action = z.infer<typeof actionSchema>;

export const commentOutSchema = z.object({
  id: z.string(),
  change: z.number().nullable(),
  body: z.string(),
  by: z.string(),
  at,
});
export type ReviewComment = z.infer<typeof commentOutSchema>;

export const signatureSchema = z.object({
  name: z.string(),
  role: z.string(),
  proof: z.string(),
  signedAt: at,
  /** False for one under an earlier content: something was decided after it, so it has to be given again. */
  counts: z.boolean(),
});
export type Signature = z.infer<typeof signatureSchema>;

/** What a person says a quarter amounts to. It never stands without the computed sentence. */
export const statedSchema = z.object({ words: z.string(), reason: z.string(), by: z.string(), at });
export type Stated = z.infer<typeof statedSchema>;

export const statementSchema = statedSchema.extend({
  id: z.number(),
  quarter: z.string(),
  /** Null where it takes back what was stated before. */
  words: z.string().nullable(),
});
export type Statement = z.infer<typeof statementSchema>;

const outcome = z
  .enum(["improved", "regressed", "unchanged", "inconclusive", "reported", "measuring"])
  .nullable();
const agendaSectionSchema = z.object({
  key: z.string(),
  title: z.string(),
  count: z.number(),
  summary: z.string(),
  lines: z.array(
    z.object({ text: z.string(), detail: z.string().nullable(), href: z.string().nullable(), outcome }),
  ),
});

const three = { now: z.number(), before: z.number(), yearBefore: z.number() };
const comparisonSchema = z.object({
  quarters: z.object({ now: z.string(), before: z.string(), yearBefore: z.string() }),
  counts: z.array(
    z.object({
      name: z.string(),
      ...three,
      of: z.object(three).nullable(),
      moreIs: z.enum(["better", "worse"]).nullable(),
    }),
  ),
  targets: z.array(
    z.object({
      metric: z.string(),
      metricName: z.string(),
      unit: z.string(),
      better: z.enum(["lower", "higher"]),
      target: z.number(),
      now: z.number().nullable(),
      before: z.number().nullable(),
      yearBefore: z.number().nullable(),
      reached: z.boolean().nullable(),
    }),
  ),
});

const progressSchema = z.object({
  changes: z.number(),
  unmarked: z.number(),
  byMark: z.record(z.enum(marks), z.number()),
});
export type Progress = z.infer<typeof progressSchema>;

export const teamRowSchema = z.object({
  /** As it stands in ?team=; none for what belongs to no team. */
  team: z.string(),
  name: z.string(),
  /** Of the quarter. */
  changes: z.number(),
  /** Results, of which several changes may share one: it counts for the team of the change that leads it. */
  improved: z.number(),
  regressed: z.number(),
  unproven: z.number(),
  /** With what was carried into the review. */
  toDecide: z.number(),
  decided: z.number(),
  predictions: z.object({ met: z.number(), stated: z.number() }),
  goneThrough: z.object({ by: z.string(), at }).nullable(),
});
export type TeamRow = z.infer<typeof teamRowSchema>;

export const markTeamSchema = z.strictObject({
  quarter: quarterSchema,
  team: teamFilter,
  /** False takes an earlier mark back. */
  goneThrough: z.boolean({ error: "Say true or false." }).default(true),
});

export const teamMarkSchema = z.object({
  team: z.string(),
  name: z.string(),
  goneThrough: z.boolean(),
  by: z.string(),
  at,
});
export type TeamMark = z.infer<typeof teamMarkSchema>;

export const reviewSchema = reviewListItemSchema.extend({
  timeZone: z.string(),
  dueAt: at,
  policy: policySchema,
  /** The team whose part was asked for: progress, agenda, comparison and actions are its own. */
  team: z.object({ team: z.string(), name: z.string() }).nullable(),
  /** The whole review team by team; empty for one that was signed before there were teams. */
  teams: z.array(teamRowSchema),
  progress: progressSchema,
  /** Computed; null in a review that was signed before it was part of it. */
  headline: z.string().nullable(),
  stated: statedSchema.nullable(),
  agenda: z.array(agendaSectionSchema),
  comparison: comparisonSchema,
  signatures: z.array(signatureSchema),
  actions: z.array(actionSchema),
  /** All versions of this quarter's review that the caller may see, the latest first. */
  versions: z.array(z.object({ version: z.number(), sealedAt: at.nullable() })),
});
export type Review = z.infer<typeof reviewSchema>;

export const verificationSchema = z.object({
  quarter: z.string(),
  version: z.number(),
  sha256: z.string(),
  whole: z.boolean(),
  checks: z.array(z.object({ what: z.string(), holds: z.boolean(), found: z.string() })),
});
export type Verification = z.infer<typeof verificationSchema>;

export const walkSchema = z.strictObject({ quarter: quarterSchema, change: change.optional(), team });
