import { noTeam, noTeamName } from "#lib/core/team.ts";
import { countIn, type Tally } from "#lib/reviews/change-groups.ts";
import type { Progress, TeamRow } from "#lib/reviews/schema.ts";

type Counted = { tallies: Tally[]; predictions: { met: number; stated: number } };

export type TeamRecords = {
  /** What each team's changes of the quarter come to, by its key; empty for no team. */
  counts: ReadonlyMap<string, Counted>;
  /** How far each team is: with what was carried into the review. */
  progress: ReadonlyMap<string, Progress>;
  /** How each team is spelled. */
  names: ReadonlyMap<string, string>;
  /** Who went through each team's part, and when. */
  marks: ReadonlyMap<string, { by: string; at: string }>;
};

/**
 * A review team by team, by name; what belongs to no team comes last, so that the rows add up to the whole. A result that
 * several changes share counts once, with the team of the change that leads it.
 */
export function teamRowsOf({ counts, progress, names, marks }: TeamRecords): TeamRow[] {
  const keys = [...new Set([...counts.keys(), ...progress.keys()])];
  const nameOf = (key: string) => (key === "" ? noTeamName : (names.get(key) ?? key));
  return keys
    .toSorted((one, other) =>
      one === "" || other === "" ? (one === "" ? 1 : -1) : nameOf(one).localeCompare(nameOf(other), "en"),
    )
    .map((key) => {
      const { tallies, predictions } = counts.get(key) ?? { tallies: [], predictions: { met: 0, stated: 0 } };
      const own = progress.get(key);
      return {
        team: key === "" ? noTeam : key,
        name: nameOf(key),
        changes: tallies.reduce((all, { count }) => all + count, 0),
        improved: countIn("wins", tallies, "results"),
        regressed: countIn("regressions", tallies, "results"),
        unproven: countIn("unproven", tallies, "results"),
        toDecide: own?.changes ?? 0,
        decided: (own?.changes ?? 0) - (own?.unmarked ?? 0),
        predictions: { met: predictions.met, stated: predictions.stated },
        goneThrough: marks.get(key) ?? null,
      };
    });
}

/** Named teams that are not marked as gone through, where teams take part at all: what a signature is warned of. */
export function notGoneThrough(rows: TeamRow[]): TeamRow[] {
  return rows.some(({ team }) => team !== noTeam) ? rows.filter(({ goneThrough }) => !goneThrough) : [];
}

/** What asks for a team's part at the end of an address; empty for the whole. */
export function teamQuery(team: string | null | undefined, address: string): string {
  if (!team) return "";
  return `${address.includes("?") ? "&" : "?"}${new URLSearchParams({ team })}`;
}

export type TeamCounts = Omit<TeamRow, "team" | "name" | "goneThrough">;

export function sumOfTeams(rows: TeamRow[]): TeamCounts {
  const sum = (of: (row: TeamRow) => number) => rows.reduce((all, row) => all + of(row), 0);
  return {
    changes: sum((row) => row.changes),
    improved: sum((row) => row.improved),
    regressed: sum((row) => row.regressed),
    unproven: sum((row) => row.unproven),
    toDecide: sum((row) => row.toDecide),
    decided: sum((row) => row.decided),
    predictions: { met: sum((row) => row.predictions.met), stated: sum((row) => row.predictions.stated) },
  };
}
