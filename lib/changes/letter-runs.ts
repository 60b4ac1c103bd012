/**
 * The runs of letters in a word that is searched, as the database's own `letter_runs` cuts texts: each of a text that holds
 * the word lies within a run of the text. What is no ASCII counts as a letter. Shorter ones are in every text.
 */
export function letterRuns(word: string): string[] {
  return word.match(/[a-zA-Z\u{80}-\u{10ffff}]{3,}/gu) ?? [];
}
