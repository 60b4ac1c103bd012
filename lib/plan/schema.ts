import { z } from "zod";
import { areas } from "#lib/changes/model.ts";
import { documentFormats } from "#lib/core/documents/formats.ts";
import { block, key, line, moment } from "#lib/core/fields.ts";
import { sectionKeys } from "#lib/plan/model.ts";
import type { ReadChange, ReadLine } from "#lib/plan/reading/plan-reading.ts";
import { type SharedPart, sharedParts } from "#lib/plan/shared-overview.ts";
import { type RoadmapPart, roadmapParts } from "#lib/plan/shared-roadmap.ts";

/** Of one plan; another part of it can follow. */
const mostAdopted = 500;

/** A quarter, a fiscal year, a range, or nothing for everything that is recorded. */
export const planInputSchema = z
  .strictObject({
    quarter: z
      .string()
      .regex(/^\d{4}-Q[1-4]$/, "Give a quarter like 2026-Q4.")
      .optional(),
    year: z
      .string()
      .regex(/^\d{4}$/, "Give a fiscal year like 2026.")
      .optional(),
    from: moment.optional(),
    to: moment.optional(),
  })
  .superRefine(onePeriod);

export const exportInputSchema = z
  .strictObject({
    ...planInputSchema.shape,
    format: z
      .enum(documentFormats, { error: `Choose one of ${documentFormats.join(", ")}.` })
      .default("json"),
  })
  .superRefine(onePeriod);

export const narrativeInputSchema = z.strictObject({
  section: z.enum(sectionKeys, { error: `Choose one of ${sectionKeys.join(", ")}.` }),
  markdown: block(50_000, "The text"),
  /** Of the text that the edit was begun on; 0 where there was none. */
  version: z.coerce.number().int().min(0),
});

export const narrativeSchema = z.object({
  section: z.enum(sectionKeys),
  markdown: z.string(),
  version: z.number(),
  updatedAt: z.iso.datetime().nullable(),
  updatedBy: z.string().nullable(),
});
export type NarrativeText = z.infer<typeof narrativeSchema>;

export const planFileSchema = z.strictObject({
  /** An uploaded plan: text, Markdown or DOCX. */
  file: z.uuid("Upload a file first."),
});

const readLine = z.object({ text: z.string(), line: z.number() });

/** `line` counts from 1; of a DOCX it is the paragraph. */
export const planReadingSchema = z.object({
  changes: z.array(
    z.object({ title: z.string(), area: z.enum(areas), practice: z.string().nullable(), line: z.number() }),
  ),
  results: z.array(
    z.object({
      text: z.string(),
      metric: z.string().nullable(),
      from: z.number().nullable(),
      to: z.number().nullable(),
      relative: z.number().nullable(),
      line: z.number(),
    }),
  ),
  notUnderstood: z.array(readLine),
});
export type PlanReadingInShort = z.infer<typeof planReadingSchema>;

/** A read plan as it is shown to whoever confirms it. */
export type PlanPreview = {
  file: { id: string; name: string; unit: "line" | "paragraph" };
  changes: (ReadChange & {
    /** Recorded already under the same title, or the nearest to it. */
    like: { number: number; title: string; same: boolean } | null;
    claims: ReadLine[];
  })[];
  otherClaims: ReadLine[];
  planned: ReadLine[];
  notUnderstood: ReadLine[];
};

/** Which changes of a read plan become drafts, as somebody confirmed and perhaps mended them. */
export const adoptPlanSchema = z.strictObject({
  ...planFileSchema.shape,
  changes: z
    .array(
      z.strictObject({
        /** Where the plan tells of it. */
        line: z.number().int().positive(),
        title: line(200, "The title"),
        area: z.enum(areas, { error: `Choose one of ${areas.join(", ")}.` }),
        practice: key.nullable(),
        system: key,
        appliedAt: moment.nullable(),
      }),
    )
    .min(1, "Choose at least one change.")
    .max(mostAdopted, `At most ${mostAdopted} changes at once.`)
    .refine((changes) => new Set(changes.map(({ line }) => line)).size === changes.length, {
      error: "Each line of the plan is one change.",
    }),
});

const days = z.coerce
  .number({ error: "Give a number of days." })
  .positive("A link must end in the future.")
  .max(366, "A link works at most a year.");

export const createShareSchema = z.discriminatedUnion(
  "what",
  [
    z.strictObject({
      what: z.literal("overview"),
      quarter: z
        .string({ error: "Choose a quarter." })
        .regex(/^\d{4}-Q[1-4]$/, "Give a quarter like 2026-Q4."),
      days,
      parts: partsAmong(sharedParts),
    }),
    z.strictObject({ what: z.literal("roadmap"), days, parts: partsAmong(roadmapParts) }),
  ],
  { error: "Share the overview or the roadmap." },
);

export const shareIdSchema = z.strictObject({ id: z.uuid("This is not an id.") });
export const openShareSchema = z.strictObject({ secret: z.string().min(1).max(200) });

/** What a link shows. */
export type Shared =
  | { what: "overview"; quarter: string; parts: SharedPart[] }
  | { what: "roadmap"; parts: RoadmapPart[] };

export type ShareLinkRow = {
  id: string;
  shared: Shared;
  by: string;
  createdAt: string;
  expiresAt: string;
  state: "open" | "expired" | "revoked";
  opened: number;
  lastOpenedAt: string | null;
};

/** Some of these, each once and in their order. */
function partsAmong<Part extends string>(known: readonly Part[]) {
  return z
    .array(z.enum(known, { error: `Choose of ${known.join(", ")}.` }))
    .transform((given) => known.filter((part) => given.includes(part)));
}

type Period = { quarter?: string; year?: string; from?: Date; to?: Date };

function onePeriod(period: Period, context: z.RefinementCtx): void {
  const refuse = (path: string, message: string) =>
    context.addIssue({ code: "custom", path: [path], message });
  const ranged = period.from !== undefined || period.to !== undefined;
  if ([period.quarter !== undefined, period.year !== undefined, ranged].filter(Boolean).length > 1) {
    refuse("quarter", "Give a quarter, a year or a range, not several of them.");
  }
  if (ranged && (!period.from || !period.to)) refuse(period.from ? "to" : "from", "A range needs both ends.");
  if (period.from && period.to && period.to <= period.from) refuse("to", "The range ends before it starts.");
}
