import type { ReactNode } from "react";
import { Effect } from "#components/changes/effect.tsx";
import { VerdictWord } from "#components/changes/verdict-word.tsx";
import { Table } from "#components/ui/table.tsx";
import { toneOf } from "#lib/core/charts/chart.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";
import { formatQuantities } from "#lib/core/units.ts";

type VerdictRow = {
  key: string;
  name: ReactNode;
  verdict: Verdict | null;
  /** Under the verdict's word. */
  note?: string | null;
};

/** Verdicts on several metrics, a row each. On a phone before and after stand under the name. */
export function VerdictTable({ caption, of, rows }: { caption: string; of: string; rows: VerdictRow[] }) {
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <th scope="col">{of}</th>
          <th scope="col" className="num max-md:hidden">
            Before
          </th>
          <th scope="col" className="num max-md:hidden">
            After
          </th>
          <th scope="col" className="num">
            Effect
          </th>
          <th scope="col">Verdict</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, ...row }) => (
          <Row key={key} {...row} />
        ))}
      </tbody>
    </Table>
  );
}

function Row({ name, verdict, note }: Omit<VerdictRow, "key">) {
  const [before, after] = verdict
    ? formatQuantities([verdict.before.center, verdict.after.center], verdict.unit)
    : [];
  return (
    <tr>
      <th scope="row">
        {name}
        <span className="block text-ink-muted md:hidden">
          {before} to {after}
        </span>
      </th>
      <td className="num max-md:hidden">{before}</td>
      <td className="num max-md:hidden">{after}</td>
      <td className="num">{verdict && <Effect verdict={verdict} stacked />}</td>
      <td className="fit">
        {verdict && <VerdictWord outcome={toneOf(verdict)} />}
        {note && <span className="block text-small text-ink-muted">{note}</span>}
      </td>
    </tr>
  );
}
