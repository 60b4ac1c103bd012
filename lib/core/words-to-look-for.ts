/**
 * What to look for among very many rows, so that what is found stays few however many there are: rare words by
 * themselves, common ones only together. "Search" is in thousands of rows and tells nothing apart; "search" with
 * "phone" may. How often words come together is guessed as if they did so by chance, unless a sample of the rows shows
 * that they do so more often: "login" and "page" are hardly ever apart.
 */

/** A meaning somebody wrote: its stems in the database's language, and in how many rows one of them is. */
export type Meaning = { stems: string[]; entries: number };

export type LookedFor = {
  /** For PostgreSQL's full text; empty where no word is known. */
  query: string;
  /** Even all words at once are in more rows than are to be read: look among the latest only. */
  tooCommon: boolean;
};

/** The share of all rows that have all of these, as a sample has it. */
export type ShareTogether = (words: Meaning[]) => number;

export function wordsToLookFor(
  meanings: Meaning[],
  all: number,
  atMost: number,
  together: ShareTogether = byChance,
): LookedFor {
  const known = meanings.filter(({ entries }) => entries > 0);
  const taken = takenTogether(known, all, atMost, together);
  const tooCommon = taken.length === 0 && known.length > 0;
  return { query: (tooCommon ? [known] : taken).map(queryOf).join(" | "), tooCommon };
}

/** A query that finds whatever has one of the meanings: to rank by, however common they are. */
export function anyOf(meanings: Meaning[]): string {
  const known = meanings.filter(({ stems }) => stems.length > 0);
  return known.map((one) => queryOf([one])).join(" | ");
}

/**
 * Which words by themselves, which two and which three together: of each the rarest, as long as they find about `atMost`
 * rows of `all`.
 */
export function takenTogether(
  known: Meaning[],
  all: number,
  atMost: number,
  together: ShareTogether = byChance,
): Meaning[][] {
  const chance = (words: Meaning[]) =>
    words.reduce((rows, { entries }) => rows * Math.min(1, entries / all), all);
  const found = (words: Meaning[]) => Math.max(chance(words), all * together(words));
  const withinBudget = (choices: Meaning[][]) => rarestWithin(choices, found, atMost);
  const common = commonOf(known, atMost);
  const single = singlesOf(known, atMost).map((one) => [one]);
  const pairs = withinBudget(pairsOf(common));
  // What two of them find is found already.
  const triples = withinBudget(
    triplesOf(common).filter((three) => !pairs.some((pair) => pair.every((word) => three.includes(word)))),
  );
  return [...single, ...pairs, ...triples];
}

/** The words that are in too many rows to be looked for by themselves, the rarest first: pairs and triples of these are tried. */
export function commonOf(meanings: Meaning[], atMost: number): Meaning[] {
  const known = meanings.filter(({ entries }) => entries > 0);
  const single = singlesOf(known, atMost);
  return known
    .filter((one) => !single.includes(one))
    .sort((one, other) => one.entries - other.entries)
    .slice(0, combined);
}

const combined = 8;

function singlesOf(known: Meaning[], atMost: number): Meaning[] {
  const entriesOf = ([word]: Meaning[]) => word?.entries ?? 0;
  return rarestWithin(
    known.map((one) => [one]),
    entriesOf,
    atMost,
  ).flat();
}

/** Of the choices those that find fewest, as long as they find no more than `atMost` in all. */
function rarestWithin(
  choices: Meaning[][],
  found: (words: Meaning[]) => number,
  atMost: number,
): Meaning[][] {
  let left = atMost;
  return choices
    .toSorted((one, other) => found(one) - found(other))
    .filter((words) => {
      left -= found(words);
      return left >= 0;
    });
}

function byChance(): number {
  return 0;
}

function pairsOf(words: Meaning[]): Meaning[][] {
  return words.flatMap((one, index) => words.slice(index + 1).map((other) => [one, other]));
}

function triplesOf(words: Meaning[]): Meaning[][] {
  return words.flatMap((one, index) => pairsOf(words.slice(index + 1)).map((pair) => [one, ...pair]));
}

/** Rows that have all of these meanings, as PostgreSQL reads it. */
export function queryOf(together: Meaning[]): string {
  return `(${together.map(({ stems }) => `(${stems.map(quoted).join(" | ")})`).join(" & ")})`;
}

/** As PostgreSQL's tsquery reads it. */
function quoted(stem: string): string {
  return `'${stem.replaceAll(/['\\]/g, "$&$&")}'`;
}
