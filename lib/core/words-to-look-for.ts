/**
 * What to look for among very many rows, so that what is found stays few however many there are: rare words by
 * themselves, common ones only together. "Search" is in thousands of rows and tells nothing apart; "search" with
 * "phone" may. How often words come together is guessed as if they did so by chance.
 */

/** A meaning somebody wrote: its stems in the database's language, and in how many rows one of them is. */
export type Meaning = { stems: string[]; entries: number };

export type LookedFor = {
  /** For PostgreSQL's full text; empty where no word is known. */
  query: string;
  /** Even all words at once are in more rows than are to be read: look among the latest only. */
  tooCommon: boolean;
};

export function wordsToLookFor(meanings: Meaning[], all: number, atMost: number): LookedFor {
  const known = meanings.filter(({ entries }) => entries > 0);
  const taken = takenTogether(known, all, atMost);
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
export function takenTogether(known: Meaning[], all: number, atMost: number): Meaning[][] {
  const found = (words: Meaning[]) =>
    words.reduce((rows, { entries }) => rows * Math.min(1, entries / all), all);
  const withinBudget = (choices: Meaning[][]) => {
    const rarestFirst = choices.toSorted((one, other) => found(one) - found(other));
    let left = atMost;
    return rarestFirst.filter((words) => {
      left -= found(words);
      return left >= 0;
    });
  };
  const single = withinBudget(known.map((one) => [one]));
  const common = known
    .filter((one) => !single.some(([word]) => word === one))
    .sort((one, other) => one.entries - other.entries)
    .slice(0, combined);
  const pairs = withinBudget(pairsOf(common));
  // What two of them find is found already.
  const triples = withinBudget(
    triplesOf(common).filter((three) => !pairs.some((pair) => pair.every((word) => three.includes(word)))),
  );
  return [...single, ...pairs, ...triples];
}

/** Of so many common words, the rarest, pairs and triples are tried. */
const combined = 8;

function pairsOf(words: Meaning[]): Meaning[][] {
  return words.flatMap((one, index) => words.slice(index + 1).map((other) => [one, other]));
}

function triplesOf(words: Meaning[]): Meaning[][] {
  return words.flatMap((one, index) => pairsOf(words.slice(index + 1)).map((pair) => [one, ...pair]));
}

function queryOf(together: Meaning[]): string {
  return `(${together.map(({ stems }) => `(${stems.map(quoted).join(" | ")})`).join(" & ")})`;
}

/** As PostgreSQL's tsquery reads it. */
function quoted(stem: string): string {
  return `'${stem.replaceAll(/['\\]/g, "$&$&")}'`;
}
