type Texts = {
  title: string;
  description: string;
  expectation: string;
  team: string | null;
  systemName: string | null;
};

/** What a search looks through: bounded, in lower case. */
export function searchTextOf({ title, description, expectation, team, systemName }: Texts): string {
  return [title, systemName, team, expectation, description]
    .filter(Boolean)
    .join(" · ")
    .toLowerCase()
    .slice(0, 4_000);
}
