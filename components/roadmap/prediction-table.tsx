import { RowTable } from "#components/ui/row-table.tsx";
import { quarterLabel } from "#lib/core/time.ts";
import { formatPercent } from "#lib/core/units.ts";
import {
  decidedCount,
  type PredictionTally,
  predictionShare,
  type ScoreRow,
} from "#lib/roadmap/prediction-score.ts";

type PredictionTableProps = {
  caption: string;
  /** Head of the first column: Team, Owner. */
  noun: string;
  rows: ScoreRow[];
  /** Keys, the oldest first. */
  quarters: string[];
};

/** Expected against proven, a row a name and a column a quarter. Counts stand beside every share. */
export function PredictionTable({ caption, noun, rows, quarters }: PredictionTableProps) {
  const columns = [
    { title: noun },
    ...[...quarters.map(quarterLabel), "All four", "Too hopeful", "Wrong way", "Not provable"].map(
      (title) => ({
        title,
        num: true as const,
      }),
    ),
  ];
  return (
    <RowTable
      caption={caption}
      columns={columns}
      rows={rows.map((row) => ({
        key: row.name,
        cells: [
          row.name,
          ...quarters.map((quarter) => <Share key={quarter} tally={row.byQuarter[quarter]} />),
          <Share key="all" tally={row.all} />,
          row.all.below,
          row.all["wrong-way"],
          row.all["not-provable"],
        ],
      }))}
    />
  );
}

/** "3 of 4, 75 %" */
function Share({ tally }: { tally: PredictionTally | undefined }) {
  const share = tally ? predictionShare(tally) : null;
  if (!tally || share === null) return <span className="text-ink-muted">None</span>;
  const decided = decidedCount(tally);
  return (
    <>
      {tally.met + tally.above} of {decided}
      {decided >= 5 && <span className="text-ink-muted">, {formatPercent(share, { decimals: 0 })}</span>}
    </>
  );
}
