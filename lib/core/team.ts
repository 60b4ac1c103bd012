import { z } from "zod";
import { line } from "#lib/core/fields.ts";

/** Stands in addresses and in the API for what belongs to no team. */
export const noTeam = "none";

/** What is shown for what belongs to no team. */
export const noTeamName = "No team";

/** What two spellings of one team have in common: "Payments" and " payments" are one. Empty for no team. */
export function teamKeyOf(name: string | null): string {
  return (name ?? "").normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
}

/** A team's name as it is stored: with the key by which it is found and counted. */
export function teamColumns(team: string | null): { team: string | null; teamKey: string } {
  return { team, teamKey: teamKeyOf(team) };
}

/** The key that a filter asks for: a name in any spelling, or "none". */
export function teamKeyAsked(asked: string): string {
  const key = teamKeyOf(asked);
  return key === noTeam ? "" : key;
}

export const teamName = line(80, "The team").refine(
  (name) => ![noTeam, teamKeyOf(noTeamName)].includes(teamKeyOf(name)),
  `"${noTeam}" stands for what belongs to no team. Leave the team out, or call it something else.`,
);

export const teamFilter = z.string().trim().min(1, "Give a team's name, or none.").max(80);

/** Each team once, by name; the first spelling given stands for all. */
export function eachTeamOnce(names: (string | null)[]): string[] {
  const byKey = new Map<string, string>();
  for (const name of names) {
    if (name !== null && !byKey.has(teamKeyOf(name))) byKey.set(teamKeyOf(name), name);
  }
  return [...byKey.values()].toSorted((one, other) => one.localeCompare(other, "en"));
}
