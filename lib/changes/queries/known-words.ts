import { letterRuns } from "#lib/changes/letter-runs.ts";
import { db } from "#lib/server/db.ts";

/** Whether every one of these words may be in some change, as whole or a part: of one that cannot, no text need be read. */
export async function mayBeSomewhere(words: string[]): Promise<boolean> {
  const runs = [...new Set(words.flatMap(letterRuns))];
  if (runs.length === 0) return true;
  const [answer] = await db.$queryRaw<{ all: boolean }[]>`
    SELECT bool_and(EXISTS (SELECT FROM "ChangeWord" AS w WHERE w."word" LIKE '%' || run || '%')) AS all
    FROM unnest(${runs}::text[]) AS run`;
  return answer?.all ?? true;
}

/** As trigrams count it, 0 to 1: one slip in a word of five letters. */
const alike = 0.3;
const offered = 5;

/** What somebody may have meant by words that nobody wrote before, the likeliest first. */
export async function wordsLike(unknown: string[]): Promise<Map<string, string[]>> {
  if (unknown.length === 0) return new Map();
  const rows = await db.$queryRaw<{ word: string; meant: string[] }[]>`
    SELECT given.word, array_agg(near."word" ORDER BY near.likeness DESC) AS meant
    FROM unnest(${unknown}::text[]) AS given(word) CROSS JOIN LATERAL (
      SELECT DISTINCT w."word", similarity(w."word", given.word) AS likeness FROM "ChangeWord" AS w
      WHERE w."word" % given.word AND similarity(w."word", given.word) >= ${alike}
      ORDER BY likeness DESC LIMIT ${offered}
    ) AS near GROUP BY given.word`;
  return new Map(rows.map(({ word, meant }) => [word, meant]));
}
