/**
 * What the index of numbers knows of a word that is searched: how each run of letters and digits that holds a digit begins, where
 * the search says where it begins. Whatever holds "ops-4711" somewhere has a run that begins with "4711"; what holds
 * "ops-4711." has the run "4711" itself, written "4711.". Of "4711" alone nothing follows, it may be a part of 147112:
 * that, and every word without a digit, is for the trigram index. The database's own `number_beginnings` cuts the same.
 */
export function numberBeginnings(word: string): string[] {
  return [...word.matchAll(/[0-9a-z]*[0-9][0-9a-z]*/g)]
    .filter((run) => run.index > 0)
    .map((run) => (run.index + run[0].length < word.length ? `${run[0]}.` : run[0]))
    .map((beginning) => beginning.slice(0, longest))
    .filter((beginning) => beginning.length >= shortest);
}

const shortest = 3;
const longest = 12;
