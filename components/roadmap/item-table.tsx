import { expectedText } from "#components/roadmap/expected-text.ts";
import { ItemChanges, scoreText } from "#components/roadmap/item-card.tsx";
import { RowTitle } from "#components/ui/row-title.tsx";
import { SortHeader } from "#components/ui/sort-header.tsx";
import { quarterLabel } from "#lib/core/time.ts";
import { horizonNames } from "#lib/roadmap/model.ts";
import { progressInWords } from "#lib/roadmap/progress.ts";
import type { Item } from "#lib/roadmap/schema.ts";

type Sorted = { href: string; sorted: "ascending" | "descending" | null };

/** Items as rows: a table at a desk, a list on a phone, the same rows and roles in both. */
export function ItemTable({ items, sort }: { items: Item[]; sort: { title: Sorted; score: Sorted } }) {
  return (
    // The roles are written out because phones lay the rows out as blocks, which drops them.
    <table role="table" className="table mt-6 max-md:block">
      <caption className="sr-only">Roadmap items</caption>
      <thead role="rowgroup" className="max-md:sr-only">
        <tr role="row">
          <SortHeader label="Item" {...sort.title} />
          <th scope="col">When</th>
          <th scope="col">Expected</th>
          <th scope="col">Progress</th>
          <th scope="col" className="num">
            Votes
          </th>
          <SortHeader label="RICE score" numeric {...sort.score} />
        </tr>
      </thead>
      <tbody role="rowgroup" className="max-md:block max-md:border-t max-md:border-rule-head">
        {items.map((item) => (
          <tr
            key={item.number}
            role="row"
            data-row
            className="max-md:grid max-md:grid-cols-[minmax(0,1fr)_max-content] max-md:gap-x-4 max-md:border-b max-md:border-rule max-md:py-3.5"
          >
            <th scope="row" role="rowheader" className={`max-md:col-span-2 ${phoneCell}`}>
              <RowTitle href={`/roadmap/${item.number}`} title={item.title}>
                {[`R-${item.number}`, item.systemName ?? "All systems", item.team, item.owner?.name]
                  .filter(Boolean)
                  .join(" · ")}
              </RowTitle>
            </th>
            <td role="cell" className={`fit ${phoneCell}`}>
              {horizonNames[item.horizon]}
              <span className="text-ink-muted">
                , {item.quarter ? quarterLabel(item.quarter) : "no date"}
              </span>
            </td>
            <td role="cell" className={`max-md:col-span-2 max-md:order-1 ${phoneCell}`}>
              {expectedText(item)}
            </td>
            <td role="cell" className={`max-md:col-span-2 max-md:order-2 ${phoneCell}`}>
              {progressInWords(item.changes)}
              <ItemChanges changes={item.changes} />
            </td>
            <td role="cell" className={`num ${phoneCell} max-md:hidden`}>
              {item.votes.toLocaleString("en-GB")}
            </td>
            <td role="cell" className={`num ${phoneCell}`}>
              {item.score === null ? (
                "No score"
              ) : (
                <>
                  <span className="text-ink-muted md:hidden">RICE </span>
                  {scoreText(item.score)}
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const phoneCell = "max-md:border-0! max-md:p-0!";
