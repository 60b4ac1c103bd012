/** The words of a search, in lower case; every one must occur. */
export function searchWords(text: string): string[] {
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word.length > 0)
    .slice(0, 8);
}

/** A word as a pattern that finds just that: Prisma hands `%` and `_` on to LIKE, where they stand for anything. */
export function literal(word: string): string {
  return word.replaceAll(/[\\%_]/g, "\\$&");
}
