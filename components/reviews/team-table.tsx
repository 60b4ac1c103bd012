import { Table } from "#components/ui/table.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { TeamRow } from "#lib/reviews/schema.ts";
import { teamQuery } from "#lib/reviews/team-rows.ts";

type TeamTableProps = {
  teams: TeamRow[];
  /** The review's page: each team's part stands there under its name. */
  address: string;
};

/** A review team by team, with what belongs to no team last and their sum below. */
export function TeamTable({ teams, address }: TeamTableProps) {
  const sum = (of: (row: TeamRow) => number) => teams.reduce((all, row) => all + of(row), 0);
  const whole: Counts = {
    changes: sum((row) => row.changes),
    improved: sum((row) => row.improved),
    regressed: sum((row) => row.regressed),
    unproven: sum((row) => row.unproven),
    toDecide: sum((row) => row.toDecide),
    decided: sum((row) => row.decided),
    predictions: { met: sum((row) => row.predictions.met), stated: sum((row) => row.predictions.stated) },
  };
  return (
    <Table caption="The review by team">
      <thead>
        <tr>
          <th scope="col">Team</th>
          <th scope="col" className="num max-md:hidden">
            Changes
          </th>
          <th scope="col" className="num max-md:hidden">
            Better
          </th>
          <th scope="col" className="num max-md:hidden">
            Worse
          </th>
          <th scope="col" className="num max-md:hidden">
            Not proven
          </th>
          <th scope="col" className="num">
            Decided
          </th>
          <th scope="col" className="num max-md:hidden">
            Predictions met
          </th>
        </tr>
      </thead>
      <tbody>
        {teams.map((row) => (
          <tr key={row.team}>
            <th scope="row">
              <TextLink tone="plain" href={address + teamQuery(row.team, address)}>
                {row.name}
              </TextLink>
              {row.goneThrough && (
                <span className="block font-normal text-ink-muted">Gone through by {row.goneThrough.by}</span>
              )}
              <OnPhone row={row} />
            </th>
            <Cells row={row} />
          </tr>
        ))}
        {teams.length > 1 && (
          <tr>
            <th scope="row" className="font-strong!">
              All
              <OnPhone row={whole} />
            </th>
            <Cells row={whole} />
          </tr>
        )}
      </tbody>
    </Table>
  );
}

type Counts = Omit<TeamRow, "team" | "name" | "goneThrough">;

function Cells({ row }: { row: Counts }) {
  return (
    <>
      <td className="num max-md:hidden">{inFigures(row.changes)}</td>
      <td className="num max-md:hidden">{inFigures(row.improved)}</td>
      <td className="num max-md:hidden">{inFigures(row.regressed)}</td>
      <td className="num max-md:hidden">{inFigures(row.unproven)}</td>
      <td className="num">
        {inFigures(row.decided)} of {inFigures(row.toDecide)}
      </td>
      <td className="num max-md:hidden">{predictionsOf(row)}</td>
    </>
  );
}

/** What a phone has no columns for. */
function OnPhone({ row }: { row: Counts }) {
  return (
    <span className="block font-normal text-ink-muted md:hidden">
      {[
        `${inFigures(row.improved)} better`,
        `${inFigures(row.regressed)} worse`,
        `${inFigures(row.unproven)} not proven`,
        ...(row.predictions.stated > 0 ? [`predictions met: ${predictionsOf(row)}`] : []),
      ].join(", ")}
    </span>
  );
}

function predictionsOf({ predictions: { met, stated } }: Counts): string {
  return stated === 0 ? "None stated" : `${inFigures(met)} of ${inFigures(stated)}`;
}

function inFigures(count: number): string {
  return count.toLocaleString("en-GB");
}
