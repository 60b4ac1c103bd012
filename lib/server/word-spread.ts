import {
  commonOf,
  type LookedFor,
  type Meaning,
  queryOf,
  wordsToLookFor,
} from "#lib/core/words-to-look-for.ts";
import { db } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/prisma/client.ts";

/** A word as somebody wrote it, and those that mean the same. */
export type AskedWord = { word: string; alike: string[] };

export type WordSpread = {
  meanings: Meaning[];
  /** Rows of the table, about. */
  all: number;
  /** The number of the latest. */
  last: number;
  /** The longest written words, of four letters and more, that are in no row: perhaps slips of the keyboard. */
  unknown: string[];
};

/** So many rows, evenly spread over all numbers, are looked at to see which words come together. */
const sampled = 400;

/**
 * What to look for, so that about `atMost` rows are read. Where words are too common to be looked for by themselves, a
 * sample of the rows says which of them come together more often than by chance.
 */
export async function lookedForIn(
  table: "Change" | "Feedback",
  { meanings, all, last }: WordSpread,
  atMost: number,
): Promise<LookedFor> {
  const common = commonOf(meanings, atMost);
  if (common.length < 2) return wordsToLookFor(meanings, all, atMost);
  const rows = await db.$queryRaw<{ places: number[]; rows: number }[]>`
    SELECT places, count(*)::int AS rows FROM (
      SELECT array(
        SELECT place FROM unnest(${common.map((one) => queryOf([one]))}::text[]::tsquery[]) WITH ORDINALITY AS given(query, place)
        WHERE one."searchVector" @@ given.query
      )::int[] AS places
      FROM ${Prisma.raw(`"${table}"`)} AS one
      WHERE one."number" = ANY (array(SELECT (${last}::bigint * (2 * part - 1) / ${2 * sampled})::int
        FROM generate_series(1, ${sampled}::bigint) AS part))
    ) AS sample GROUP BY 1`;
  const seen = rows.reduce((sum, row) => sum + row.rows, 0);
  return wordsToLookFor(meanings, all, atMost, (words) => {
    const wanted = words.map((word) => common.indexOf(word) + 1);
    const holding = rows.filter(({ places }) => wanted.every((place) => places.includes(place)));
    return holding.reduce((sum, row) => sum + row.rows, 0) / Math.max(1, seen);
  });
}

type Row = { place: number; stem: string; own: boolean; all: number; last: number; entries: number };

/** Each is compared with every row by its letters. */
const mostUnknown = 4;

/**
 * In how many rows of a table with a `searchVector` words are: of common ones as the planner's statistics have it, of the
 * others by a look into the index, which is short then.
 */
export async function wordSpread(table: "Change" | "Feedback", asked: AskedWord[]): Promise<WordSpread> {
  const words = asked.flatMap(({ word, alike }, place) =>
    [word, ...alike].map((one, index) => ({ place, word: one, own: index === 0 })),
  );
  const name = Prisma.raw(`"${table}"`);
  const rows = await db.$queryRaw<Row[]>`
    WITH stems AS (
      SELECT place, unnest(tsvector_to_array(to_tsvector('english', word))) AS stem, bool_or(own) AS own
      FROM unnest(${words.map(({ place }) => place)}::int[], ${words.map(({ word }) => word)}::text[],
        ${words.map(({ own }) => own)}::boolean[]) AS given(place, word, own)
      GROUP BY 1, 2
    ), common AS (
      SELECT stem, share FROM pg_stats, unnest("most_common_elems"::text::text[], "most_common_elem_freqs") AS m(stem, share)
      WHERE "schemaname" = current_schema() AND "tablename" = ${table} AND "attname" = 'searchVector'
    ), size AS (
      SELECT greatest("reltuples", 1)::int AS all, coalesce((SELECT max("number") FROM ${name}), 0) AS last
      FROM pg_class WHERE "oid" = ${`"${table}"`}::regclass
    )
    SELECT place, stem, own, size.all, size.last, coalesce(share * size.all, (
      SELECT count(*) FROM ${name} WHERE "searchVector" @@ quote_literal(stem)::tsquery))::float8 AS entries
    FROM stems CROSS JOIN size LEFT JOIN common USING (stem)`;
  const stemsOf = (place: number) => rows.filter((row) => row.place === place);
  const meanings = asked.map((_, place) => ({
    stems: stemsOf(place).map(({ stem }) => stem),
    entries: stemsOf(place).reduce((sum, { entries }) => sum + entries, 0),
  }));
  const unknown = asked.filter(({ word }, place) => {
    const own = stemsOf(place).filter((row) => row.own);
    return word.length >= 4 && own.length > 0 && own.every(({ entries }) => entries === 0);
  });
  const longest = unknown.map(({ word }) => word).sort((one, other) => other.length - one.length);
  const { all, last } = rows[0] ?? { all: 1, last: 0 };
  return { meanings, all, last, unknown: longest.slice(0, mostUnknown) };
}
