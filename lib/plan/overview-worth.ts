import { type WorthPart, worthOf } from "#lib/changes/worth.ts";
import { worthSentences } from "#lib/changes/worth-words.ts";
import type { Overview } from "#lib/plan/overview-schema.ts";

/** What a quarter cost and is said to save, each sentence with the changes behind it. */
export function overviewWorth(
  parts: WorthPart[],
  changes: number,
  { currency, quarter }: { currency: string | null; quarter: string },
): NonNullable<Overview["worth"]> {
  const worth = worthOf(parts, changes);
  return {
    currency,
    ...worth,
    sentences: worthSentences(worth, currency).map(({ sentence, filter }) => ({
      sentence,
      note: null,
      href: `/changes?quarter=${quarter}&${filter}`,
    })),
  };
}
