import { Table } from "#components/ui/table.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { quarterLabel, shiftQuarter } from "#lib/core/time.ts";
import { type Mark, markNames, marks } from "#lib/reviews/model.ts";
import type { Progress } from "#lib/reviews/schema.ts";

type SignDecisionsProps = {
  quarter: string;
  progress: Progress;
  decided: { number: number; mark: Mark; note: string }[];
};

/** What was decided, by kind, with the changes behind each count. */
export function SignDecisions({ quarter, progress, decided }: SignDecisionsProps) {
  const rows = marks.filter((mark) => progress.byMark[mark] > 0);
  return (
    <Table caption="Decisions">
      <thead>
        <tr>
          <th scope="col">Decision</th>
          <th scope="col" className="num">
            Changes
          </th>
          <th scope="col">Which</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((mark) => (
          <tr key={mark}>
            <th scope="row" className="fit font-medium!">
              {markNames[mark]}
            </th>
            <td className="num">{progress.byMark[mark].toLocaleString("en-GB")}</td>
            <td>
              <Numbers decided={decided.filter((one) => one.mark === mark)} count={progress.byMark[mark]} />
              {mark === "open" && (
                <span className="text-ink-muted">
                  {" "}
                  Carried into {quarterLabel(shiftQuarter(quarter, 1))}.
                </span>
              )}
            </td>
          </tr>
        ))}
        {progress.unmarked > 0 && (
          <tr>
            <th scope="row" className="fit font-medium!">
              Undecided
            </th>
            <td className="num">{progress.unmarked.toLocaleString("en-GB")}</td>
            <td>
              <TextLink href={`/reviews/${quarter}/walk`}>Decide about them</TextLink>
            </td>
          </tr>
        )}
      </tbody>
    </Table>
  );
}

function Numbers({ decided, count }: { decided: SignDecisionsProps["decided"]; count: number }) {
  return (
    <>
      {decided.map(({ number }, index) => (
        <span key={number}>
          {index > 0 && ", "}
          <TextLink tone="plain" href={`/changes/${number}`} className="whitespace-nowrap">
            C-{number}
          </TextLink>
        </span>
      ))}
      {count > decided.length && ` and ${(count - decided.length).toLocaleString("en-GB")} more`}
    </>
  );
}
