import { Facts } from "#components/ui/facts.tsx";
import { RowTitle } from "#components/ui/row-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { Table } from "#components/ui/table.tsx";
import { categories, categoryNames } from "#lib/feedback/model.ts";
import type { FeedbackReport } from "#lib/feedback/schema.ts";

/** Counts by category, and the most wanted with raw and weighted votes side by side. */
export function FeedbackReportTable({ report }: { report: FeedbackReport }) {
  const { yes, partly, no } = report.solved;
  const number = (value: number) => value.toLocaleString("en-GB");
  return (
    <>
      <div className="mt-6 max-w-144">
        <Facts
          facts={[
            { name: "Sent", value: number(report.sent) },
            ...categories.map((category) => ({
              name: categoryNames[category],
              value: number(report.byCategory[category]),
            })),
            { name: "Votes", value: number(report.votes) },
            {
              name: "Weighted",
              value:
                report.weightsVersion === 0
                  ? `${number(report.weighted)}, by how much it matters to each`
                  : `${number(report.weighted)}, by version ${report.weightsVersion} of the weights`,
            },
            {
              name: "Solved for",
              value: `${number(yes)}, partly for ${number(partly)}, not for ${number(no)}`,
            },
          ]}
        />
      </div>
      <Section title="Most wanted" id="most-wanted">
        {report.top.length === 0 ? (
          <p className="mt-4 text-ink-soft">Nothing was sent in this time.</p>
        ) : (
          <Table caption="Most wanted">
            <thead>
              <tr>
                <th scope="col">Entry</th>
                <th scope="col">Status</th>
                <th scope="col" className="num">
                  Votes
                </th>
                <th scope="col" className="num">
                  Weighted
                </th>
              </tr>
            </thead>
            <tbody>
              {report.top.map((entry) => (
                <tr key={entry.number} data-row>
                  <th scope="row">
                    <RowTitle href={`/feedback/${entry.number}`} title={entry.title}>
                      {[`F-${entry.number}`, entry.systemName].filter(Boolean).join(" · ")}
                    </RowTitle>
                  </th>
                  <td>{entry.status.name}</td>
                  <td className="num">{number(entry.votes)}</td>
                  <td className="num">{number(entry.weighted)}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Section>
    </>
  );
}
