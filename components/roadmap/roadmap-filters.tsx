import { FilterBar } from "#components/ui/filter-bar.tsx";
import { FilterMenu } from "#components/ui/filter-menu.tsx";
import { horizonNames, horizons } from "#lib/roadmap/model.ts";

export type RoadmapAddress = Partial<
  Record<
    | "view"
    | "from"
    | "q"
    | "horizon"
    | "quarter"
    | "system"
    | "objective"
    | "owner"
    | "team"
    | "archived"
    | "sort"
    | "cursor",
    string
  >
>;

type RoadmapChoices = {
  systems: { key: string; name: string }[];
  objectives: { key: string; name: string }[];
  people: { email: string; name: string }[];
  teams: string[];
  quarters: { key: string; label: string }[];
};

type RoadmapFiltersProps = { address: RoadmapAddress; choices: RoadmapChoices; summary: string };

const path = "/roadmap";

/** Search and filters of the roadmap; the address holds them all. Columns of a board are not filtered by themselves. */
export function RoadmapFilters({ address, choices, summary }: RoadmapFiltersProps) {
  const { q = "", cursor: _cursor, ...keep } = address;
  const menu = (label: string, name: keyof RoadmapAddress, options: { value: string; label: string }[]) => (
    <FilterMenu label={label} path={path} address={address} name={name} options={options} />
  );
  const named = (list: { key: string; name: string }[]) =>
    list.map(({ key, name }) => ({ value: key, label: name }));
  return (
    <FilterBar searchLabel="Search the roadmap" action={path} query={q} keep={keep} summary={summary}>
      {address.view === "table" &&
        menu(
          "Horizon",
          "horizon",
          horizons.map((value) => ({ value, label: horizonNames[value] })),
        )}
      {address.view === "table" &&
        menu("Quarter", "quarter", [
          ...choices.quarters.map(({ key, label }) => ({ value: key, label })),
          { value: "none", label: "No date" },
        ])}
      {menu("System", "system", named(choices.systems))}
      {menu("Objective", "objective", named(choices.objectives))}
      {menu(
        "Owner",
        "owner",
        choices.people.map(({ email, name }) => ({ value: email, label: name })),
      )}
      {choices.teams.length > 0 &&
        menu(
          "Team",
          "team",
          choices.teams.map((team) => ({ value: team, label: team })),
        )}
      {address.view === "table" && menu("Shown", "archived", [{ value: "true", label: "Taken off" }])}
    </FilterBar>
  );
}
