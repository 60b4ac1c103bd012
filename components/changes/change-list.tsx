import { Effect } from "#components/changes/effect.tsx";
import { EffectCell } from "#components/changes/effect-cell.tsx";
import { EffectScale } from "#components/changes/effect-scale.tsx";
import { VerdictWord } from "#components/changes/verdict-word.tsx";
import { RowTitle } from "#components/ui/row-title.tsx";
import { SortHeader } from "#components/ui/sort-header.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { statusNames } from "#lib/changes/model.ts";
import type { ChangeListItem } from "#lib/changes/schema.ts";
import type { Reach } from "#lib/core/charts/chart.ts";
import { toneOf } from "#lib/core/charts/chart.ts";
import { effectLine, reachOf } from "#lib/core/charts/effect-line.ts";
import { reasonInWords } from "#lib/core/outcome-words.ts";
import { formatDate } from "#lib/core/time.ts";

type Sorted = { href: string; sorted: "ascending" | "descending" | null };

type ChangeListProps = {
  changes: ChangeListItem[];
  zone: string;
  /** Addresses of the sorted list, by column. */
  sort: { title: Sorted; applied: Sorted };
};

/** Changes with their verdicts: a table at a desk, a list on a phone, the same rows and roles in both. */
export function ChangeList({ changes, zone, sort }: ChangeListProps) {
  const reach = reachOf(changes.flatMap((change) => change.primary?.verdict ?? []));
  return (
    // The roles are written out because phones lay the rows out as blocks, which drops them.
    <table role="table" className="table mt-6 max-md:block" data-align="middle">
      <caption className="sr-only">Changes</caption>
      <thead role="rowgroup" className="max-md:sr-only">
        <tr role="row">
          <SortHeader label="Change" {...sort.title} />
          <th scope="col">Verdict</th>
          <th scope="col" className="num">
            Effect
          </th>
          <th scope="col" className="fit max-md:hidden print:hidden">
            <EffectScale reach={reach} />
          </th>
          <SortHeader label="Applied" numeric {...sort.applied} />
        </tr>
      </thead>
      <tbody role="rowgroup" className="max-md:block max-md:border-t max-md:border-rule-head">
        {changes.map((change) => (
          <ChangeRow key={change.number} change={change} zone={zone} reach={reach} />
        ))}
      </tbody>
    </table>
  );
}

function ChangeRow({ change, zone, reach }: { change: ChangeListItem; zone: string; reach: Reach }) {
  const verdict = change.primary?.verdict;
  return (
    <tr
      role="row"
      data-row
      className="max-md:flex max-md:flex-wrap max-md:items-baseline max-md:gap-x-4 max-md:border-b max-md:border-rule max-md:py-3.5"
    >
      <th scope="row" role="rowheader" className={`max-md:basis-full ${phoneCell}`}>
        <RowTitle href={`/changes/${change.number}`} title={change.title}>
          {[`C-${change.number}`, change.practiceName, change.systemName].filter(Boolean).join(" · ")}
        </RowTitle>
      </th>
      <td role="cell" className={`max-md:order-2 max-md:mt-1.5 ${phoneCell}`}>
        <ChangeVerdict change={change} />
      </td>
      <td role="cell" className={`num max-md:order-3 max-md:ml-auto ${phoneCell}`}>
        {verdict && <Effect verdict={verdict} />}
      </td>
      <td role="cell" className="line max-md:hidden print:hidden">
        {verdict && (
          <EffectCell line={effectLine({ verdict, prediction: null, reach, simulated: change.simulated })} />
        )}
      </td>
      <td
        role="cell"
        className={`num max-md:order-1 max-md:basis-full max-md:text-left! max-md:text-ink-muted ${phoneCell}`}
      >
        {change.appliedAt ? formatDate(new Date(change.appliedAt), zone) : "Not applied"}
      </td>
    </tr>
  );
}

const phoneCell = "max-md:border-0! max-md:p-0!";

/** The deciding verdict, or how far the change is. What was rolled back or abandoned says so. */
function ChangeVerdict({ change }: { change: Pick<ChangeListItem, "status" | "primary"> }) {
  const verdict = change.primary?.verdict;
  const ended = change.status === "rolled-back" || change.status === "abandoned" || change.status === "draft";
  return (
    <>
      {verdict && (
        <VerdictWord
          outcome={toneOf(verdict)}
          note={
            verdict.reason && verdict.reason !== "summary-only"
              ? reasonInWords(verdict.reason, verdict.grade)
              : null
          }
        />
      )}
      {!verdict && change.status === "measuring" && <VerdictWord outcome="measuring" />}
      {!verdict && !ended && change.status !== "measuring" && (
        <span className="text-ink-muted">{statusNames[change.status]}, no verdict yet</span>
      )}
      {ended && (
        <>
          {" "}
          <Tag>{statusNames[change.status]}</Tag>
        </>
      )}
    </>
  );
}
