import { RowTitle } from "#components/ui/row-title.tsx";
import { Table } from "#components/ui/table.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { formatDate } from "#lib/core/time.ts";
import { formatQuantity } from "#lib/core/units.ts";
import { objectiveKindNames } from "#lib/systems/model.ts";
import type { Objective } from "#lib/systems/schema.ts";

type ObjectiveListProps = { objectives: Objective[]; mayEdit: boolean; zone: string };

/** Objectives with a row for each target. */
export function ObjectiveList({ objectives, mayEdit, zone }: ObjectiveListProps) {
  return (
    <Table caption="Objectives and their targets" phone="list">
      <thead role="rowgroup" className="max-md:sr-only">
        <tr role="row">
          <th scope="col">Objective</th>
          <th scope="col">Metric</th>
          <th scope="col" className="num">
            Target
          </th>
          <th scope="col" className="fit">
            By
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {objectives.flatMap((objective) => {
          const targets = objective.targets.length > 0 ? objective.targets : [null];
          return targets.map((target, index) => (
            <tr key={`${objective.key} ${target?.metric ?? ""}`} role="row">
              <th scope="row" role="rowheader">
                {index === 0 &&
                  (mayEdit ? (
                    <RowTitle href={`/systems/objectives/${objective.key}`} title={objective.name}>
                      {objectiveKindNames[objective.kind]}
                    </RowTitle>
                  ) : (
                    <>
                      <span className="text-body font-medium">{objective.name}</span>
                      <span className="block text-small text-ink-muted">
                        {objectiveKindNames[objective.kind]}
                      </span>
                    </>
                  ))}
                {index > 0 && <span className="sr-only">{objective.name}</span>}
              </th>
              <td role="cell" data-label="Metric">
                {target ? (
                  <TextLink href={`/metrics/${target.metric}`}>{target.metricName}</TextLink>
                ) : (
                  <span className="text-ink-muted">No target yet</span>
                )}
              </td>
              <td role="cell" data-label="Target" className="num">
                <div>
                  {target &&
                    `${target.better === "lower" ? "at most" : "at least"} ${formatQuantity(target.value, target.unit)}`}
                </div>
              </td>
              <td role="cell" data-label="By" className="fit">
                <div>{target?.dueAt && formatDate(new Date(target.dueAt), zone)}</div>
              </td>
            </tr>
          ));
        })}
      </tbody>
    </Table>
  );
}
