/**
 * A statement of a quarter in words. A person may say in their own words what a quarter amounts to; what was computed
 * always stands with it, and so do the person, the day and the reason.
 */

import { formatDate } from "#lib/core/time.ts";
import type { Stated, Statement } from "#lib/reviews/schema.ts";

/** What counts of a quarter's statements, the latest first: nothing where the latest takes the one before back. */
export function statedOf(statements: Pick<Statement, "words" | "reason" | "by" | "at">[]): Stated | null {
  const latest = statements[0];
  if (!latest || latest.words === null) return null;
  const { words, reason, by, at } = latest;
  return { words, reason, by, at };
}

/** "Stated by Lerato Nkosi on 3 Oct 2026: the outage of July weighs more than the gains." Names may be left out. */
export function statedInWords({ by, at, reason }: Omit<Stated, "words">, timeZone: string): string {
  return `Stated ${by ? `by ${by} ` : ""}on ${formatDate(new Date(at), timeZone)}: ${reason}`;
}

export function computedInWords(headline: string): string {
  return `Computed: ${headline}`;
}
