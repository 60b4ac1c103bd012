import { z } from "zod";
import { statuses as changeStatuses, shownOutcomes } from "#lib/changes/model.ts";
import { roles } from "#lib/core/access/actor.ts";
import { block, key, line, number } from "#lib/core/fields.ts";
import { pageInputSchema } from "#lib/core/paging.ts";
import {
  aboutOf,
  categories,
  linkKinds,
  moderations,
  solvedAnswers,
  visibilities,
} from "#lib/feedback/model.ts";

const entryNumber = z.coerce.number().int().positive();
const title = line(200, "The sentence");
const body = block(10_000, "The text");

/** Where somebody was when the feedback came to mind: "change:43", "metric:portal.search.p95", "plan". */
const about = z
  .string()
  .max(120)
  .refine(
    (text) => aboutOf(text) !== null,
    "Say change:43, metric:KEY, system:KEY, roadmap-item:KEY or plan.",
  );

const visibility = z.enum(visibilities, { error: `Choose one of ${visibilities.join(", ")}.` });

export const feedbackInputSchema = z.strictObject({
  title,
  body: body.optional(),
  system: key.nullable().optional(),
  about: about.optional(),
  visibility: visibility.optional(),
  importance: z.coerce.number().int().min(1).max(3).nullable().optional(),
});

/** What comes in by the form for people who are not signed in, with its traps. */
export const anonymousInputSchema = z.strictObject({
  title,
  body: body.optional(),
  system: key.nullable().optional(),
  /** A field that people do not see; what fills it is no person. */
  website: z.string().max(2_000).optional(),
  /** When the form was opened, signed. */
  opened: z.string().max(200).optional(),
  /** Where it comes from, for counting. */
  address: z.string().max(100),
});

/** An edit: what is left out stays. A move to another status may say why; the reason is shown. */
export const feedbackEditSchema = z.strictObject({
  number: entryNumber,
  version: z.coerce.number().int().optional(),
  title: title.optional(),
  body: body.optional(),
  system: key.nullable().optional(),
  visibility: visibility.optional(),
  status: key.optional(),
  reason: block(2_000, "The reason").optional(),
});

export const feedbackNumberSchema = z.strictObject({ number: entryNumber });

const feedbackSorts = ["-votes", "-created"] as const;
export type FeedbackSort = (typeof feedbackSorts)[number];
const ownFilters = ["sent", "voted", "followed"] as const;

export const listFeedbackSchema = pageInputSchema.extend({
  q: z.string().max(200, "A search has at most 200 characters.").optional(),
  system: key.optional(),
  status: key.optional(),
  category: z.enum(categories).optional(),
  /** Linked to this change. */
  change: entryNumber.optional(),
  /** Linked to what is named so: "metric:portal.search.p95". */
  about: about.optional(),
  mine: z.enum(ownFilters).optional(),
  sort: z.enum(feedbackSorts).default("-votes"),
});

export const heldFeedbackSchema = pageInputSchema;

export const similarFeedbackSchema = z.strictObject({
  text: z.string().max(500),
  exceptNumber: z.coerce.number().int().optional(),
});

export const voteSchema = z.strictObject({
  number: entryNumber,
  importance: z.coerce
    .number({ error: "Say 1, 2 or 3." })
    .int("Say 1, 2 or 3.")
    .min(1, "Say 1, 2 or 3.")
    .max(3, "Say 1, 2 or 3.")
    .nullable()
    .optional(),
  affects: z.coerce
    .number({ error: "Give a whole number of people." })
    .int("Give a whole number of people.")
    .min(1, "At least one person: you.")
    .max(10_000_000, "At most 10,000,000 people.")
    .nullable()
    .optional(),
});

export const commentInputSchema = z.strictObject({
  number: entryNumber,
  body: written(5_000, "The comment"),
});
export const noteInputSchema = z.strictObject({ number: entryNumber, body: written(5_000, "The note") });
export const commentIdSchema = z.strictObject({
  number: entryNumber,
  comment: z.uuid("There is no such comment."),
});
export const mentionableSchema = z.strictObject({
  number: entryNumber,
  typed: z.string().max(64),
  /** Whether it is for a note of the team. */
  note: z.boolean().optional(),
});
export type Mentionable = { name: string; mention: string };
export const listCommentsSchema = pageInputSchema.extend({ number: entryNumber });

export const followSchema = z.strictObject({ number: entryNumber, follow: z.boolean() });
export const mergeSchema = z.strictObject({ number: entryNumber, into: entryNumber });
export const linkSchema = z.strictObject({ number: entryNumber, about });
export const moderateSchema = z.strictObject({
  number: entryNumber,
  decision: z.enum(["approve", "reject"], { error: "Choose approve or reject." }),
});
export const answerSchema = z.strictObject({
  number: entryNumber,
  change: entryNumber,
  answer: z.enum(solvedAnswers, { error: "Answer yes, partly or no." }),
});
export const ofChangeSchema = z.strictObject({ change: entryNumber });

export const ratingInputSchema = z.strictObject({
  system: key,
  value: z.coerce
    .number({ error: "Rate from 1 to 5." })
    .int("Rate from 1 to 5.")
    .min(1, "Rate from 1 to 5.")
    .max(5, "Rate from 1 to 5."),
});
export const systemKeySchema = z.strictObject({ system: key });

export const statusInputSchema = z.strictObject({
  key,
  name: line(60, "The name"),
  category: z.enum(categories, { error: `Choose one of ${categories.join(", ")}.` }),
});
export const statusEditSchema = z.strictObject({
  key,
  name: line(60, "The name").optional(),
  archived: z.boolean().optional(),
});

export const settingsEditSchema = z.strictObject({
  anonymous: z.boolean().optional(),
  publicFeed: z.boolean().optional(),
});
export const weightsSchema = z.strictObject({
  weights: z.partialRecord(
    z.enum(roles),
    number("A weight").min(0, "A weight is 0 to 10.").max(10, "A weight is 0 to 10."),
  ),
});

export const reportSchema = z.strictObject({
  quarter: z
    .string()
    .regex(/^\d{4}-Q[1-4]$/, "Give a quarter like 2026-Q4.")
    .optional(),
});

export const feedSecretIdSchema = z.strictObject({ id: z.uuid("There is no such address.") });

const time = z.iso.datetime();
const status = z.object({ key: z.string(), name: z.string(), category: z.enum(categories) });

/** A linked change as far as the reader may see it. */
const linkedChange = z.object({
  number: z.number(),
  title: z.string(),
  status: z.enum(changeStatuses),
  outcome: z.enum(shownOutcomes),
  sentence: z.string().nullable(),
  appliedAt: time.nullable(),
});
export type LinkedChange = z.infer<typeof linkedChange>;

export const feedbackListItemSchema = z.object({
  number: z.number(),
  title: z.string(),
  system: z.string().nullable(),
  systemName: z.string().nullable(),
  status,
  votes: z.number(),
  comments: z.number(),
  voted: z.boolean(),
  author: z.string().nullable(),
  visibility: z.enum(visibilities),
  moderation: z.enum(moderations),
  mergedInto: z.number().nullable(),
  createdAt: time,
  simulated: z.boolean(),
  changes: z.array(linkedChange),
});
export type FeedbackListItem = z.infer<typeof feedbackListItemSchema>;

export const voteStateSchema = z.object({
  number: z.number(),
  votes: z.number(),
  voted: z.boolean(),
  importance: z.number().nullable(),
  affects: z.number().nullable(),
});
export type VoteState = z.infer<typeof voteStateSchema>;

const solved = z.object({ yes: z.number(), partly: z.number(), no: z.number() });
export type SolvedCounts = z.infer<typeof solved>;

export const feedbackSchema = feedbackListItemSchema.extend({
  body: z.string(),
  version: z.number(),
  updatedAt: time,
  myVote: voteStateSchema.pick({ voted: true, importance: true, affects: true }),
  following: z.boolean(),
  links: z.array(z.object({ kind: z.enum(linkKinds), key: z.string() })),
  merged: z.array(z.object({ number: z.number(), title: z.string(), mergedAt: time })),
  moves: z.array(z.object({ status: z.string(), reason: z.string().nullable(), at: time })),
  /** What those behind it were told, the latest first. */
  news: z.array(
    z.object({
      change: z.number(),
      changeTitle: z.string(),
      sentence: z.string(),
      told: z.number(),
      at: time,
      solved,
      mine: z.enum(solvedAnswers).nullable(),
    }),
  ),
  stakes: z.object({
    importance: z.number().nullable(),
    affects: z.number().nullable(),
    weighted: z.number(),
  }),
  mayEdit: z.boolean(),
});
export type Feedback = z.infer<typeof feedbackSchema>;

export const commentSchema = z.object({
  id: z.string(),
  author: z.string().nullable(),
  role: z.enum(roles).nullable(),
  body: z.string(),
  /** The merged entry it was written on, when that is another one. */
  from: z.number().nullable(),
  createdAt: time,
  mayRemove: z.boolean(),
});
export type Comment = z.infer<typeof commentSchema>;
export const noteSchema = commentSchema.omit({ mayRemove: true });
export type Note = z.infer<typeof noteSchema>;

export const mergeStateSchema = z.object({
  number: z.number(),
  mergedInto: z.number().nullable(),
  votes: z.number(),
});
export const solvedAnswerSchema = z.object({
  number: z.number(),
  change: z.number(),
  answer: z.enum(solvedAnswers),
});

export const similarItemSchema = feedbackListItemSchema.pick({
  number: true,
  title: true,
  systemName: true,
  status: true,
  votes: true,
  voted: true,
});
export type SimilarFeedback = z.infer<typeof similarItemSchema>;

const statusSchema = status.extend({ archived: z.boolean() });
export type FeedbackStatus = z.infer<typeof statusSchema>;

const ratingSideSchema = z.object({
  n: z.number(),
  mean: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
const ratingShiftSchema = z.object({
  before: ratingSideSchema,
  after: ratingSideSchema,
  /** After minus before, in steps of the scale; null without two ratings a side. */
  shift: z.object({ difference: z.number(), low: z.number(), high: z.number() }).nullable(),
});
export type RatingShift = z.infer<typeof ratingShiftSchema>;

export const voicesSchema = z.object({
  change: z.number(),
  entries: z.array(feedbackListItemSchema),
  ratings: ratingShiftSchema,
  /** Other changes to the same system whose time meets that of the ratings. */
  others: z.array(z.number()),
  solved,
  /** Where people and metrics disagree, in a sentence. */
  disagreement: z.string().nullable(),
});
export type Voices = z.infer<typeof voicesSchema>;

export const feedbackReportSchema = z.object({
  sent: z.number(),
  byCategory: z.record(z.enum(categories), z.number()),
  votes: z.number(),
  weighted: z.number(),
  weightsVersion: z.number(),
  solved,
  top: z.array(
    feedbackListItemSchema
      .pick({ number: true, title: true, systemName: true, status: true, votes: true })
      .extend({
        weighted: z.number(),
      }),
  ),
});
export type FeedbackReport = z.infer<typeof feedbackReportSchema>;

const feedbackSettingsSchema = z.object({
  anonymous: z.boolean(),
  publicFeed: z.boolean(),
  weights: z.partialRecord(z.enum(roles), z.number()),
  weightsVersion: z.number(),
});
export type FeedbackSettings = z.infer<typeof feedbackSettingsSchema>;

/** Text of several lines that says something. */
function written(max: number, what: string) {
  return block(max, what).refine((text) => text.trim() !== "", `${what} must not be empty.`);
}
