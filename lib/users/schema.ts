import { z } from "zod";
import { roles, scopes } from "#lib/core/access/actor.ts";
import { line } from "#lib/core/fields.ts";
import { pageInputSchema } from "#lib/core/paging.ts";
import { notificationEvents, rhythms } from "#lib/users/notification-events.ts";
import { passwordFault } from "#lib/users/password-rules.ts";

const id = z.uuid("This is not an id.");
const secret = z.string().min(1, "The link is incomplete. Copy the whole link.").max(200);

export const emailSchema = z
  .string({ error: "Give an e-mail address." })
  .trim()
  .toLowerCase()
  .max(254, "An e-mail address has at most 254 characters.")
  .pipe(z.email("Give an e-mail address, like nomsa@example.org."));

const roleSchema = z.enum(roles, { error: `Choose one of ${roles.join(", ")}.` });

const newPasswordSchema = z.string({ error: "Choose a password." }).superRefine((password, context) => {
  const message = passwordFault(password);
  if (message) context.addIssue({ code: "custom", message });
});

export const timeZoneSchema = z
  .string({ error: "Choose a time zone." })
  .refine(isTimeZone, "Choose a time zone, like Africa/Johannesburg.");

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).format() !== "" && !/^[+-]/.test(name);
  } catch {
    return false;
  }
}

function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf("currency").includes(code);
}

const name = line(120, "The name");

const startChoices = ["sample", "empty"] as const;
export type StartChoice = (typeof startChoices)[number];

export const setUpSchema = z.strictObject({
  token: secret,
  organisation: name,
  name,
  email: emailSchema,
  password: newPasswordSchema,
  timeZone: timeZoneSchema.optional(),
  start: z.enum(startChoices, { error: "Choose what to begin with." }),
});

export const setupTokenSchema = z.strictObject({ token: secret });

export const createUserSchema = z.strictObject({
  email: emailSchema,
  name,
  role: roleSchema,
  /** Without one, a link is made with which the person chooses it. */
  password: newPasswordSchema.optional(),
});

export const inviteSchema = z.strictObject({ email: emailSchema, role: roleSchema });
export const invitationIdSchema = z.strictObject({ invitationId: id });
export const openInvitationSchema = z.strictObject({ token: secret });
export const acceptSchema = z.strictObject({ token: secret, name, password: newPasswordSchema });

export const userIdSchema = z.strictObject({ userId: id });
export const changeRoleSchema = z.strictObject({ userId: id, role: roleSchema });

export const sessionIdSchema = z.strictObject({ sessionId: id });
export const ofUserSchema = z.strictObject({ userId: id.optional() });

export const changePasswordSchema = z.strictObject({
  current: z.string({ error: "Give your current password." }).min(1, "Give your current password."),
  password: newPasswordSchema,
});

export const editAccountSchema = z.strictObject({
  name: name.optional(),
  timeZone: timeZoneSchema.nullable().optional(),
});

export const createTokenSchema = z.strictObject({
  /** Whose token: only the command line makes one for somebody else. */
  user: emailSchema.optional(),
  name: line(80, "The name"),
  scopes: z
    .array(z.enum(scopes, { error: "A scope is read or write." }), { error: "Choose read, write or both." })
    .min(1, "Choose read, write or both.")
    .transform((given) => scopes.filter((scope) => given.includes(scope))),
  expiresInDays: z.coerce
    .number({ error: "Give a number of days." })
    .int("Give whole days.")
    .min(1, "A token lasts at least one day.")
    .max(3650, "A token lasts at most 3,650 days.")
    .nullable()
    .default(null),
});

export const tokenIdSchema = z.strictObject({ tokenId: id });

export const organisationEditSchema = z.strictObject({
  name: name.optional(),
  timeZone: timeZoneSchema.optional(),
  fiscalStartMonth: z.coerce
    .number({ error: "Choose a month." })
    .int("Choose a month.")
    .min(1, "Choose a month.")
    .max(12, "Choose a month.")
    .optional(),
  fiscalNamedBy: z.enum(["start", "end"], { error: "Choose start or end." }).optional(),
  currency: z
    .string({ error: "Choose a currency." })
    .refine(isCurrency, "Choose a currency by its three letters, like EUR.")
    .nullable()
    .optional(),
  sampleDays: z.coerce
    .number({ error: "Give a whole number of days, or nothing for ever." })
    .int("Give a whole number of days, or nothing for ever.")
    .min(1, "Samples are kept at least one day.")
    .max(36_500, "At most 36,500 days. Leave it empty for ever.")
    .nullable()
    .optional(),
  /** The weekday on which the weeks of a 4-4-5 calendar begin, 1 (Monday) to 7; null counts calendar months. */
  fiscalWeeksFrom: z.coerce
    .number({ error: "Choose a weekday." })
    .int("Choose a weekday.")
    .min(1, "Choose a weekday.")
    .max(7, "Choose a weekday.")
    .nullable()
    .optional(),
});

export const listUsersSchema = pageInputSchema.extend({ q: z.string().max(200).optional() });

const userSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.enum(roles),
  disabled: z.boolean(),
  /** False for people who sign in by single sign-on only, or have not chosen a password yet. */
  hasPassword: z.boolean(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable(),
});
export type User = z.infer<typeof userSchema>;

export type Invitation = {
  id: string;
  email: string;
  role: z.infer<typeof roleSchema>;
  invitedBy: string | null;
  createdAt: string;
  expiresAt: string;
};

/** A path with a secret in it: shown once, to the person who asked for it. */
export type OneTimeLink = { path: string; expiresAt: string };

export type SessionRow = {
  id: string;
  /** "Firefox on Linux" */
  browser: string;
  createdAt: string;
  lastSeenAt: string;
  current: boolean;
};

export type TokenRow = {
  id: string;
  name: string;
  prefix: string;
  scopes: ("read" | "write")[];
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
};

export type Organisation = {
  name: string;
  timeZone: string;
  fiscalStartMonth: number;
  fiscalNamedBy: "start" | "end";
  /** ISO 4217; null while nobody has chosen one. */
  currency: string | null;
  /** How many days raw samples are kept; null means for ever. */
  sampleDays: number | null;
  /** 4-4-5: the weekday on which weeks begin, 1 (Monday) to 7. Null: calendar months. */
  fiscalWeeksFrom: number | null;
  /** The sample plan is loaded: its numbers are simulated. */
  sample: boolean;
  setUp: boolean;
};

const eventSchema = z.enum(notificationEvents, { error: "This is not a kind of news." });
const rhythmSchema = z.enum(rhythms, { error: `Choose one of ${rhythms.join(", ")}.` });

export const listNotificationsSchema = pageInputSchema.extend({
  state: z.enum(["unread", "all"], { error: "Choose unread or all." }).default("all"),
  event: eventSchema.optional(),
});

export const notificationIdSchema = z.strictObject({ id });
export const readNotificationsSchema = z.strictObject({
  /** Everything that is shown by now, where none are named. */
  ids: z.array(id).min(1).max(200).optional(),
});

export const notificationSchema = z.object({
  id: z.string(),
  event: eventSchema,
  title: z.string(),
  body: z.string(),
  path: z.string(),
  /** When it happened. */
  at: z.iso.datetime(),
  readAt: z.iso.datetime().nullable(),
});
export type NotificationItem = z.infer<typeof notificationSchema>;

export const unreadCountSchema = z.object({
  unread: z.number(),
  /** There are more than counted. */
  more: z.boolean(),
});

const preferenceSchema = z.strictObject({
  event: eventSchema,
  portal: rhythmSchema,
  mail: rhythmSchema,
});
export type NotificationPreference = z.infer<typeof preferenceSchema>;

export const editPreferencesSchema = z.strictObject({
  preferences: z.array(preferenceSchema).min(1).max(notificationEvents.length),
});

export const unsubscribeSchema = z.strictObject({
  token: z.string().min(1, "The address is incomplete. Copy all of it.").max(300),
});
