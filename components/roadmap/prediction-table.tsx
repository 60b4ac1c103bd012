import { Table } from "#components/ui/table.tsx";
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
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <th scope="col">{noun}</th>
          {quarters.map((quarter) => (
            <th key={quarter} scope="col" className="num">
              {quarterLabel(quarter)}
            </th>
          ))}
          <th scope="col" className="num">
            All four
          </th>
          <th scope="col" className="num">
            Too hopeful
          </th>
          <th scope="col" className="num">
            Wrong way
          </th>
          <th scope="col" className="num">
            Not provable
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <th scope="row">{row.name}</th>
            {quarters.map((quarter) => (
              <td key={quarter} className="num">
                <Share tally={row.byQuarter[quarter]} />
              </td>
            ))}
            <td className="num">
              <Share tally={row.all} />
            </td>
            <td className="num">{row.all.below}</td>
            <td className="num">{row.all["wrong-way"]}</td>
            <td className="num">{row.all["not-provable"]}</td>
          </tr>
        ))}
      </tbody>
    </Table>
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
