/**
 * The kinds of text, key and time that input schemas are made of: one limit and one wording everywhere.
 */

import { z } from "zod";
import { readAmount } from "#lib/core/amounts.ts";

/** One line of text: trimmed, no control characters. */
export function line(max: number, what = "This") {
  return z
    .string({
      error: ({ input }) => (input === undefined ? `${what} must not be empty.` : `${what} must be text.`),
    })
    .trim()
    .min(1, `${what} must not be empty.`)
    .max(max, `${what} is too long: at most ${max.toLocaleString("en")} characters.`)
    .refine(hasNoControls, `${what} has control characters in it. Remove them.`);
}

/** Several lines, possibly empty; Markdown where the field says so. */
export function block(max: number, what = "This") {
  return z
    .string({ error: `${what} must be text.` })
    .max(max, `${what} is too long: at most ${max.toLocaleString("en")} characters.`)
    .refine(hasNoControls, `${what} has control characters in it. Remove them.`);
}

/** A key in addresses and API calls: royalty-calculation, checkout.p95. */
export const key = z
  .string({ error: ({ input }) => (input === undefined ? "Give a key." : "A key must be text.") })
  .min(1, "Give a key.")
  .max(80, "A key has at most 80 characters.")
  .regex(
    /^[a-z0-9]+([.-][a-z0-9]+)*$/,
    "A key has small letters, digits, hyphens and dots, like user-portal.",
  );

const earliest = Date.UTC(1970, 0, 1);
const latest = Date.UTC(2100, 0, 1);

/** A moment as ISO 8601 with a zone (or Z). Out: Date. */
export const moment = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], {
    error: "Give a date, like 2026-11-12, or a time with its zone, like 2026-11-12T09:30:00Z.",
  })
  .transform((text) => new Date(text))
  .refine((date) => date.getTime() >= earliest && date.getTime() < latest, {
    error: "Give a date between 1 Jan 1970 and 31 Dec 2099.",
  });

/** A finite number: NaN and infinities are refused. */
export function number(what = "This") {
  return z.number({ error: `${what} must be a finite number.` });
}

/** An exact decimal that is not negative, as a number or as text like "1200.50". Out: text with two places. */
export function amount(what = "The amount", most = "99999999999.99") {
  return z
    .union([z.number(), z.string()], { error: `${what} must be a number, like 1200 or 1200.50.` })
    .transform((given, context) => {
      const read = readAmount(given);
      if (read !== null && Number(read) <= Number(most)) return read;
      context.addIssue(
        read === null
          ? `${what} must be a number that is not negative, with at most two decimals and no separators for thousands, like 1200 or 1200.50.`
          : `${what} is at most ${most}.`,
      );
      return z.NEVER;
    });
}

function hasNoControls(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) return false;
    if (code === 127) return false;
  }
  return text.isWellFormed();
}
