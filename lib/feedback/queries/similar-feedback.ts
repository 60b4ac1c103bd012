import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { visibleFeedback } from "#lib/feedback/access.ts";
import { listItemFields, listItemsOf } from "#lib/feedback/queries/entry-rows.ts";
import { type SimilarFeedback, similarFeedbackSchema } from "#lib/feedback/schema.ts";
import { mostSimilar, widened } from "#lib/feedback/similarity.ts";
import { db } from "#lib/server/db.ts";

/** Of each kind. Where more are alike by trigrams than this, those that share its words are nearer anyway. */
const candidates = 60;

/**
 * Entries like the one being written, so that a second person votes instead of writing it again. The database finds
 * candidates by full text (any of the words, or of words that mean the same) and by trigrams (slips of the keyboard);
 * which of them say the same is decided here.
 */
export async function similarFeedback(actor: Actor, input: unknown): Promise<SimilarFeedback[]> {
  authorize(actor, "feedback.view");
  const { text, exceptNumber } = parse(similarFeedbackSchema, input);
  const written = text.trim().toLowerCase();
  if (written.length < 4) return [];
  const words = widened(written);
  const near = await db.$queryRaw<{ id: string; title: string; body: string }[]>`
    WITH asked AS (
      SELECT replace(plainto_tsquery('english', ${words})::text, ' & ', ' | ')::tsquery AS query
    ), by_words AS (
      SELECT "id", ts_rank("searchVector", asked.query) AS rank FROM "Feedback", asked
      WHERE "listed" AND "searchVector" @@ asked.query ORDER BY rank DESC, "number" DESC LIMIT ${candidates}
    ), by_trigrams AS (
      SELECT "id" FROM "Feedback" WHERE "listed" AND ${written} <% "searchText" LIMIT ${candidates}
    )
    SELECT "id", "title", "body" FROM "Feedback"
    WHERE "id" IN (SELECT "id" FROM by_words UNION SELECT "id" FROM by_trigrams)`;
  const best = mostSimilar(written, near).slice(0, 10);
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
