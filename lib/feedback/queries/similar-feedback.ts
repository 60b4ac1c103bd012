import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { anyOf } from "#lib/core/words-to-look-for.ts";
import { visibleFeedback } from "#lib/feedback/access.ts";
import { listItemFields, listItemsOf } from "#lib/feedback/queries/entry-rows.ts";
import { type SimilarFeedback, similarFeedbackSchema } from "#lib/feedback/schema.ts";
import { type Candidate, meaningsOf, mostSimilar } from "#lib/feedback/similarity.ts";
import { db } from "#lib/server/db.ts";
import { lookedForIn, wordSpread } from "#lib/server/word-spread.ts";

/** Of each kind. Where more are alike by trigrams than this, those that share its words are nearer anyway. */
const candidates = 60;
/** About so many are looked for by single words, by pairs and by triples of them. */
const lookedFor = 1_000;
/** Words that are in more than that even together are looked for among the latest. */
const latest = 5_000;

/**
 * Entries like the one being written, so that a second person votes instead of writing it again. The database finds
 * candidates by full text (words, or words that mean the same) and, for words that nobody wrote before, by trigrams
 * (slips of the keyboard); which of them say the same is decided here.
 */
export async function similarFeedback(actor: Actor, input: unknown): Promise<SimilarFeedback[]> {
  authorize(actor, "feedback.view");
  const { text, exceptNumber } = parse(similarFeedbackSchema, input);
  const written = text.trim().toLowerCase();
  if (written.length < 4) return [];
  const best = mostSimilar(written, await candidatesFor(written)).slice(0, 10);
  const rows = await db.feedback.findMany({
    where: {
      AND: [{ id: { in: best }, listed: true, number: { not: exceptNumber ?? 0 } }, visibleFeedback(actor)],
    },
    select: listItemFields,
  });
  const ordered = rows.sort((a, b) => best.indexOf(a.id) - best.indexOf(b.id)).slice(0, 5);
  const items = await listItemsOf(actor, ordered);
  return items.map(({ number, title, systemName, status, votes, voted }) => ({
    ...{ number, title, systemName, status, votes, voted },
  }));
}

async function candidatesFor(written: string): Promise<Candidate[]> {
  const spread = await wordSpread("Feedback", meaningsOf(written));
  const { meanings, last, unknown } = spread;
  const { query, tooCommon } = await lookedForIn("Feedback", spread, lookedFor);
  const after = tooCommon ? last - latest : 0;
  // The unknown word comes from a subquery, so that the planner does not compare it with everything it knows of the column.
  return db.$queryRaw<Candidate[]>`
    WITH by_words AS (
      SELECT "id" FROM "Feedback" WHERE "listed" AND "searchVector" @@ ${query}::tsquery AND "number" > ${after}
      ORDER BY ts_rank("searchVector", ${anyOf(meanings)}::tsquery) DESC, "number" DESC LIMIT ${candidates}
    ), by_trigrams AS (
      SELECT near."id" FROM unnest(${unknown}::text[]) AS unknown(word) CROSS JOIN LATERAL (
        SELECT "id" FROM "Feedback" WHERE "listed" AND unknown.word <% "searchText" LIMIT ${candidates}
      ) AS near
    )
    SELECT "id", "title", "body" FROM "Feedback"
    WHERE "id" IN (SELECT "id" FROM by_words UNION SELECT "id" FROM by_trigrams)`;
}
