import { RowTable } from "#components/ui/row-table.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { TeamRow } from "#lib/reviews/schema.ts";
import { sumOfTeams, type TeamCounts, teamQuery } from "#lib/reviews/team-rows.ts";

type TeamTableProps = {
  teams: TeamRow[];
  /** The review's page: each team's part stands there under its name. */
  address: string;
};

const columns = [
  { title: "Team" },
  ...["Changes", "Better", "Worse", "Not proven", "Decided", "Predictions met"].map((title) => ({
    title,
    num: true as const,
  })),
];

/** A review team by team, with what belongs to no team last and their sum below. */
export function TeamTable({ teams, address }: TeamTableProps) {
  const rows = teams.map((row) => ({
    key: row.team,
    cells: [
      <TeamName key="name" row={row} href={address + teamQuery(row.team, address)} />,
      ...countsOf(row),
    ],
  }));
  const all = {
    key: "all of them",
    cells: [
      <b key="name" className="font-strong">
        All
      </b>,
      ...countsOf(sumOfTeams(teams)),
    ],
  };
  return <RowTable caption="The review by team" columns={columns} rows={[...rows, all]} />;
}

function TeamName({ row: { name, goneThrough }, href }: { row: TeamRow; href: string }) {
  return (
    <>
      <TextLink tone="plain" href={href}>
        {name}
      </TextLink>
      {goneThrough && (
        <span className="block font-normal text-ink-muted">Gone through by {goneThrough.by}</span>
      )}
    </>
  );
}

function countsOf({ changes, improved, regressed, unproven, decided, toDecide, predictions }: TeamCounts) {
  return [
    ...[changes, improved, regressed, unproven].map(inFigures),
    `${inFigures(decided)} of ${inFigures(toDecide)}`,
    predictions.stated === 0
      ? "None stated"
      : `${inFigures(predictions.met)} of ${inFigures(predictions.stated)}`,
  ];
}

function inFigures(count: number): string {
  return count.toLocaleString("en-GB");
}
