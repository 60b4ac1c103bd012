import { FilterBar } from "#components/ui/filter-bar.tsx";
import { FilterMenu } from "#components/ui/filter-menu.tsx";
import {
  areaNames,
  areas,
  type ShownOutcome,
  shownOutcomes,
  statuses,
  statusNames,
} from "#lib/changes/model.ts";
import type { Practice } from "#lib/changes/schema.ts";

import { noTeam, noTeamName, teamKeyOf } from "#lib/core/team.ts";

export type ChangeAddress = Partial<
  Record<
    | "q"
    | "area"
    | "practice"
    | "system"
    | "team"
    | "status"
    | "outcome"
    | "quarter"
    | "states"
    | "sort"
    | "cursor",
    string
  >
>;

type ChangeFiltersProps = {
  address: ChangeAddress;
  summary: string;
  systems: { key: string; name: string }[];
  practices: Practice[];
  teams: string[];
  /** The latest quarters, newest first. */
  quarters: { key: string; label: string }[];
};

const path = "/changes";

/** Search and filters of the changes list; the address holds them all. */
export function ChangeFilters({ address, summary, systems, practices, teams, quarters }: ChangeFiltersProps) {
  const { q = "", cursor: _cursor, ...keep } = address;
  const menu = (label: string, name: keyof ChangeAddress, options: { value: string; label: string }[]) => (
    <FilterMenu label={label} path={path} address={address} name={name} options={options} />
  );
  const fitting = practices.filter((practice) => !address.area || practice.area === address.area);
  return (
    <FilterBar searchLabel="Search changes" action={path} query={q} keep={keep} summary={summary}>
      {menu(
        "Quarter",
        "quarter",
        quarters.map(({ key, label }) => ({ value: key, label })),
      )}
      {menu(
        "Outcome",
        "outcome",
        shownOutcomes.map((value) => ({ value, label: outcomeLabels[value] })),
      )}
      {menu(
        "Area",
        "area",
        areas.map((value) => ({ value, label: areaNames[value] })),
      )}
      {menu(
        "Practice",
        "practice",
        fitting.map(({ key, name }) => ({ value: key, label: name })),
      )}
      {menu(
        "System",
        "system",
        systems.map(({ key, name }) => ({ value: key, label: name })),
      )}
      {teams.length > 0 &&
        menu("Team", "team", [
          ...teams.map((team) => ({ value: teamKeyOf(team), label: team })),
          { value: noTeam, label: noTeamName },
        ])}
      {menu(
        "Status",
        "status",
        statuses.map((value) => ({ value, label: statusNames[value] })),
      )}
      {menu("Cost and benefit", "states", [
        { value: "cost", label: "States a cost" },
        { value: "saving", label: "States a saving" },
      ])}
    </FilterBar>
  );
}

const outcomeLabels: Record<ShownOutcome, string> = {
  improved: "Improved",
  regressed: "Regressed",
  unchanged: "Unchanged",
  inconclusive: "Inconclusive",
  reported: "Reported",
  none: "No verdict yet",
};
