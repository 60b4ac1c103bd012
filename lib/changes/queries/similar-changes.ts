import { visibleChanges } from "#lib/changes/access.ts";
import { listItemFields, listItemOf } from "#lib/changes/change-row.ts";
import { wordsLike } from "#lib/changes/queries/known-words.ts";
import { type ChangeListItem, similarChangesSchema } from "#lib/changes/schema.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { anyOf } from "#lib/core/words-to-look-for.ts";
import { db } from "#lib/server/db.ts";
import { lookedForIn, type WordSpread, wordSpread } from "#lib/server/word-spread.ts";

/** About so many are looked for by single words, by pairs and by triples of them. */
const lookedFor = 1_000;
/** Words that are in more than that even together are looked for among the latest. */
const latest = 5_000;
/** Those that share most words are compared with the title letter by letter. */
const candidates = 200;
/** As trigrams count it, 0 to 1. */
const alike = 0.6;

/** Earlier changes like the one being written, with what became of them: nothing is tried twice unknowingly. */
export async function similarChanges(actor: Actor, input: unknown): Promise<ChangeListItem[]> {
  authorize(actor, "change.view");
  const { title, system, exceptNumber } = parse(similarChangesSchema, input);
  const text = title.trim().toLowerCase();
  if (text.length < 4) return [];
  const numbers = (await near(text)).filter((number) => number !== exceptNumber);
  const rows = await db.change.findMany({
    where: { AND: [{ number: { in: numbers } }, visibleChanges(actor)] },
    select: listItemFields,
  });
  const rank = (row: { number: number; system: { key: string } }) =>
    numbers.indexOf(row.number) - (row.system.key === system ? 10 : 0);
  return rows
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, 5)
    .map(listItemOf);
}

async function near(text: string): Promise<number[]> {
  const words = [...new Set(text.match(/[\p{L}\p{N}\p{M}]+/gu))];
  const spread = await spreadOf(words);
  const { meanings, last } = spread;
  const { query, tooCommon } = await lookedForIn("Change", spread, lookedFor);
  const after = tooCommon ? last - latest : 0;
  const rows = await db.$queryRaw<{ number: number }[]>`
    WITH by_words AS (
      SELECT "number" FROM "Change" WHERE "searchVector" @@ ${query}::tsquery AND "number" > ${after}
      ORDER BY ts_rank("searchVector", ${anyOf(meanings)}::tsquery) DESC, "number" DESC LIMIT ${candidates}
    ), compared AS (
      SELECT "number", word_similarity(${text}, "searchText") AS likeness, position(${text} IN "searchText") > 0 AS said
      FROM "Change" WHERE "number" IN (SELECT "number" FROM by_words)
    )
    SELECT "number" FROM compared WHERE said OR likeness >= ${alike}
    ORDER BY likeness DESC, "number" DESC LIMIT 30`;
  return rows.map(({ number }) => number);
}

/** Words that nobody wrote before are perhaps slips of the keyboard: then what they may have been stands beside them. */
async function spreadOf(words: string[]): Promise<WordSpread> {
  const spread = await wordSpread(
    "Change",
    words.map((word) => ({ word, alike: [] })),
  );
  const meant = await wordsLike(spread.unknown);
  if (meant.size === 0) return spread;
  return wordSpread(
    "Change",
    words.map((word) => ({ word, alike: meant.get(word) ?? [] })),
  );
}
