import { z } from "zod";
import { block, key, line, moment, number } from "#lib/core/fields.ts";
import { pageInputSchema } from "#lib/core/paging.ts";
import { teamName } from "#lib/core/team.ts";
import { objectiveKinds } from "#lib/systems/model.ts";

export const systemInputSchema = z.strictObject({
  key,
  name: line(120, "The name"),
  description: block(10_000, "The description").optional(),
  team: teamName.nullable().optional(),
});

export const systemEditSchema = z.strictObject({
  key,
  name: line(120, "The name").optional(),
  description: block(10_000, "The description").optional(),
  team: teamName.nullable().optional(),
  archived: z.boolean().optional(),
});

export const systemSchema = z.object({
  key: z.string(),
  name: z.string(),
  description: z.string(),
  /** Whose it is; what is recorded for it from now on is that team's. */
  team: z.string().nullable(),
  archived: z.boolean(),
  createdAt: z.iso.datetime(),
});
export type System = z.infer<typeof systemSchema>;

export const listSystemsSchema = pageInputSchema.extend({
  q: z.string().max(200).optional(),
  archived: z.stringbool().or(z.boolean()).optional(),
});

export const systemKeySchema = z.strictObject({ key });

const targetInputSchema = z.strictObject({
  metric: key,
  value: number("The target"),
  dueAt: moment.nullable().optional(),
});

export const objectiveInputSchema = z.strictObject({
  key,
  kind: z.enum(objectiveKinds, { error: `Choose one of ${objectiveKinds.join(", ")}.` }),
  name: line(120, "The name"),
  description: block(10_000, "The description").optional(),
  targets: z.array(targetInputSchema).max(50, "At most 50 targets.").optional(),
});

export const objectiveEditSchema = objectiveInputSchema
  .partial({ kind: true, name: true })
  .extend({ archived: z.boolean().optional() });

export const objectiveSchema = z.object({
  key: z.string(),
  kind: z.enum(objectiveKinds),
  name: z.string(),
  description: z.string(),
  archived: z.boolean(),
  targets: z.array(
    z.object({
      metric: z.string(),
      metricName: z.string(),
      unit: z.string(),
      better: z.enum(["lower", "higher"]),
      value: z.number(),
      dueAt: z.iso.datetime().nullable(),
    }),
  ),
});
export type Objective = z.infer<typeof objectiveSchema>;
