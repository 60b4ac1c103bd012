import { Fragment } from "react";
import { Effect } from "#components/changes/effect.tsx";
import { EffectCell } from "#components/changes/effect-cell.tsx";
import { EffectScale } from "#components/changes/effect-scale.tsx";
import { VerdictMark } from "#components/changes/verdict-mark.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { OverviewGroup } from "#lib/changes/overview.ts";
import type { ChangeListItem } from "#lib/changes/schema.ts";
import type { Reach } from "#lib/core/charts/chart.ts";
import { effectLine, reachOf } from "#lib/core/charts/effect-line.ts";
import { gradeInWords } from "#lib/core/outcome-words.ts";
import { sentenceStart } from "#lib/core/statistics/metric-names.ts";
import { movement } from "#lib/core/statistics/sentence.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";
import { formatQuantities } from "#lib/core/units.ts";

/** Proven improvements by objective: a table at a desk, sentences with their effect on a phone. */
export function OverviewBetter({ groups }: { groups: OverviewGroup[] }) {
  const reach = reachOf(
    groups.flatMap(({ changes }) => changes.flatMap((change) => change.primary?.verdict ?? [])),
  );
  return (
    // The roles are written out because phones lay the rows out as blocks, which drops them.
    <table role="table" className="table max-md:block">
      <caption className="sr-only">What got better</caption>
      <thead role="rowgroup" className="max-md:sr-only">
        <tr role="row">
          <th scope="col">Finding</th>
          <th scope="col" className="num">
            Before
          </th>
          <th scope="col" className="num">
            After
          </th>
          <th scope="col" className="num">
            Effect
          </th>
          <th scope="col" className="num">
            95 % interval
          </th>
          <th scope="col" className="fit max-md:hidden">
            <EffectScale reach={reach} />
          </th>
        </tr>
      </thead>
      {groups.map(({ name, changes }) => (
        <tbody key={name} role="rowgroup" className="max-md:block">
          <tr role="row" className="max-md:block print:hidden">
            <th
              scope="rowgroup"
              colSpan={6}
              className="border-rule-strong! pt-6! pb-1.5! text-micro font-medium! text-ink-muted max-md:block"
            >
              {name}
            </th>
          </tr>
          {changes.map((change) => (
            <Fragment key={change.number}>
              {change.primary && <Row change={change} verdict={change.primary.verdict} reach={reach} />}
            </Fragment>
          ))}
        </tbody>
      ))}
    </table>
  );
}

type RowProps = { change: ChangeListItem; verdict: Verdict; reach: Reach };

function Row({ change, verdict, reach }: RowProps) {
  const [before, after] = formatQuantities([verdict.before.center, verdict.after.center], verdict.unit);
  return (
    <tr
      role="row"
      data-row
      className="max-md:flex max-md:flex-wrap max-md:items-baseline max-md:gap-x-2 max-md:border-b max-md:border-rule max-md:py-3.5"
    >
      <th scope="row" role="rowheader" className={`max-md:basis-full ${phoneCell}`}>
        <span className="flex gap-3 md:block">
          <VerdictMark outcome="improved" className="mt-1 md:hidden" />
          <span>
            <TextLink
              tone="plain"
              href={`/changes/${change.number}`}
              className="font-serif text-read/6 text-pretty wrap-anywhere print:text-body"
            >
              {finding(change, verdict)}
            </TextLink>
            <span className="block text-small text-ink-muted">
              {`${change.title} · C-${change.number} · ${change.systemName} · ${gradeInWords(verdict.grade)}`}
            </span>
          </span>
        </span>
      </th>
      <td role="cell" className={`num max-md:ml-7 max-md:mt-1 max-md:text-ink-muted ${phoneCell}`}>
        {before}
        <span className="md:hidden"> to</span>
      </td>
      <td role="cell" className={`num max-md:text-ink-muted ${phoneCell}`}>
        {after}
      </td>
      <td role="cell" className={`num max-md:ml-auto ${phoneCell}`}>
        <Effect verdict={verdict} show="value" />
      </td>
      <td role="cell" className={`num ${phoneCell}`}>
        <Effect verdict={verdict} show="interval" />
      </td>
      <td role="cell" className="line max-md:hidden">
        <EffectCell line={effectLine({ verdict, prediction: null, reach, simulated: change.simulated })} />
      </td>
    </tr>
  );
}

const phoneCell = "max-md:border-0! max-md:p-0!";

/** The finding without its interval, which stands in a column of its own: "Statement response time fell by 34 %". */
function finding(change: ChangeListItem, verdict: Verdict): string {
  const effect = { ...verdict.effect, low: null, high: null, absoluteLow: null, absoluteHigh: null };
  return `${sentenceStart(change.primary?.metricName ?? "")} ${movement({ ...verdict, effect })}`;
}
