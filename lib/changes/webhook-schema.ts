import { z } from "zod";
import { areas } from "#lib/changes/model.ts";
import { key, line } from "#lib/core/fields.ts";
import { pageInputSchema } from "#lib/core/paging.ts";

export const webhookKinds = ["github", "changes"] as const;
export type WebhookKind = (typeof webhookKinds)[number];

const area = z.enum(areas, { error: `Choose one of ${areas.join(", ")}.` });
const words = (what: string) => z.array(line(100, what)).max(50, "At most 50.");

const ruleSchema = z
  .strictObject({
    match: line(300, "The repository or service"),
    system: key,
    area: area.optional(),
    practice: key.optional(),
  })
  .refine(({ area: own, practice }) => practice === undefined || own !== undefined, {
    path: ["practice"],
    message: "A practice needs its area: database/indexing.",
  });

const fields = {
  name: line(120, "The name"),
  system: key.nullable(),
  area,
  practice: key.nullable(),
  owner: z.email("Give the owner's e-mail address.").nullable(),
  rules: z.array(ruleSchema).max(200, "At most 200 rules."),
  labels: words("A label"),
  environments: words("An environment"),
  mergedAs: z.enum(["draft", "planned"], { error: "Choose draft or planned." }),
};

export const webhookInputSchema = z
  .strictObject(fields)
  .partial()
  .required({ name: true })
  .extend({ kind: z.enum(webhookKinds, { error: "Choose github or changes." }) });

const id = z.uuid("There is no such webhook.");
export const webhookIdSchema = z.strictObject({ id });

/** What is left out stays. Ended is for good: its secrets are forgotten. */
export const webhookEditSchema = z
  .strictObject(fields)
  .partial()
  .extend({
    id,
    ended: z.literal(true, { error: "A webhook that has ended cannot be brought back." }).optional(),
  });

export const replaceSecretSchema = z.strictObject({
  id,
  /** How long the old secret is taken beside the new one; 0 ends it at once. */
  keepHours: z.coerce.number().int().min(0).max(168, "At most 168 hours, a week.").default(24),
});

export const listDeliveriesSchema = pageInputSchema.extend({ id });

const time = z.iso.datetime();

export const webhookSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(webhookKinds),
  system: z.string().nullable(),
  systemName: z.string().nullable(),
  area,
  practice: z.string().nullable(),
  owner: z.string().nullable(),
  rules: z.array(
    z.object({
      match: z.string(),
      system: z.string(),
      area: area.optional(),
      practice: z.string().optional(),
    }),
  ),
  labels: z.array(z.string()),
  environments: z.array(z.string()),
  mergedAs: z.enum(["draft", "planned"]),
  createdAt: time,
  endedAt: time.nullable(),
  /** Until when the secret before the last replacement is still taken. */
  previousUntil: time.nullable(),
  lastDelivery: z.object({ at: time, outcome: z.string() }).nullable(),
});
export type Webhook = z.infer<typeof webhookSchema>;

/** The secret is in this answer and in no other. */
export const webhookWithSecretSchema = webhookSchema.extend({ secret: z.string() });
export type WebhookWithSecret = z.infer<typeof webhookWithSecretSchema>;

export const deliveryOutcomes = ["recorded", "updated", "ignored", "refused"] as const;

export const deliverySchema = z.object({
  id: z.string(),
  receivedAt: time,
  deliveryId: z.string(),
  event: z.string(),
  outcome: z.enum(deliveryOutcomes),
  detail: z.string(),
  changes: z.array(z.number()),
});
export type Delivery = z.infer<typeof deliverySchema>;

/** What the sender is told. */
export const deliveryAnswerSchema = z.object({
  outcome: z.enum(deliveryOutcomes),
  detail: z.string(),
  changes: z.array(z.number()),
});
export type DeliveryAnswer = z.infer<typeof deliveryAnswerSchema>;

/** What the door hands over once it knows who signed. */
export const receivedSchema = z.strictObject({
  webhook: z.uuid(),
  event: z.string().max(200),
  delivery: z.string().max(200),
  hash: z.string().length(64),
  body: z.record(z.string(), z.unknown()),
});

/** For the description alone: what other programs send is in their words. */
export const anyBodySchema = z.looseObject({});
