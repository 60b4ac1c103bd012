/** What a search looks in, in lower case and bounded, so that one long description cannot swell the index. */
export function searchTextOf(change: {
  number?: number;
  title: string;
  description: string;
  settings: { key: string }[];
  words: string[];
}): string {
  const parts = [
    change.title,
    ...change.words,
    ...change.settings.map((setting) => setting.key),
    change.description,
  ];
  return parts.join(" · ").toLowerCase().slice(0, 4_000);
}
