const longest = 4_000;

/** What the search of the list looks through: small letters, bounded, never a note. */
export function feedbackSearchText(entry: { title: string; body: string; system: string | null }): string {
  return [entry.title, entry.system ?? "", entry.body]
    .filter(Boolean)
    .join(" · ")
    .toLowerCase()
    .slice(0, longest);
}
