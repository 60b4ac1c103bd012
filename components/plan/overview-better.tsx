import { Fragment } from "react";
import { Effect } from "#components/changes/effect.tsx";
import { EffectCell } from "#components/changes/effect-cell.tsx";
import { EffectScale } from "#components/changes/effect-scale.tsx";
import { VerdictMark } from "#components/changes/verdict-mark.tsx";
import { EvidenceLink } from "#components/plan/evidence-link.tsx";
import { MoreInPortal } from "#components/plan/overview-column.tsx";
import type { ChangeListItem } from "#lib/changes/schema.ts";
import type { Reach } from "#lib/core/charts/chart.ts";
import { effectLine, reachOf } from "#lib/core/charts/effect-line.ts";
import { gradeInWords } from "#lib/core/outcome-words.ts";
import { sentenceStart } from "#lib/core/statistics/metric-names.ts";
import { movement } from "#lib/core/statistics/sentence.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";
import { formatQuantities } from "#lib/core/units.ts";
import type { Overview, OverviewResult } from "#lib/plan/overview-schema.ts";

type OverviewBetterProps = {
  groups: Overview["better"];
  /** The list behind it; null on a shared page. */
  href: string | null;
  /** How many rows have room on paper. */
  printed: number;
};

/** Proven improvements by objective: a table at a desk, sentences with their effect on a phone. */
export function OverviewBetter({ groups, href, printed: most }: OverviewBetterProps) {
  const all = groups.flatMap(({ results }) => results);
  const reach = reachOf(all.flatMap(({ change }) => change.primary?.verdict ?? []));
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const printed = new Set(printedOf(groups, most));
  return (
    <>
      <Rows groups={groups} href={href} reach={reach} printed={printed} />
      <MoreInPortal count={count - printed.size} />
    </>
  );
}

/** On paper as many as fit: in turn one of each objective, so that none is missing. */
function printedOf(groups: Overview["better"], most: number): OverviewResult[] {
  const longest = Math.max(0, ...groups.map(({ results }) => results.length));
  const inTurn = Array.from({ length: longest }, (_, rank) =>
    groups.flatMap(({ results }) => results.slice(rank, rank + 1)),
  );
  return inTurn.flat().slice(0, most);
}

type RowsProps = Omit<OverviewBetterProps, "printed"> & { reach: Reach; printed: Set<OverviewResult> };

function Rows({ groups, href, reach, printed }: RowsProps) {
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
      {groups.map(({ name, count, results }) => (
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
          {results.map((result) => (
            <Fragment key={result.change.number}>
              {result.change.primary && (
                <Row
                  result={result}
                  verdict={result.change.primary.verdict}
                  reach={reach}
                  linked={href !== null}
                  printed={printed.has(result)}
                />
              )}
            </Fragment>
          ))}
          {count > results.length && (
            <tr role="row" className="max-md:block print:hidden">
              <td role="cell" colSpan={6} className="text-small max-md:block">
                <EvidenceLink href={href}>
                  {`${(count - results.length).toLocaleString("en-GB")} more proved better`}
                </EvidenceLink>
              </td>
            </tr>
          )}
        </tbody>
      ))}
    </table>
  );
}

type RowProps = {
  result: OverviewResult;
  verdict: Verdict;
  reach: Reach;
  linked: boolean;
  printed: boolean;
};

function Row({ result: { change, sharedWith }, verdict, reach, linked, printed }: RowProps) {
  const [before, after] = formatQuantities([verdict.before.center, verdict.after.center], verdict.unit);
  return (
    <tr
      role="row"
      data-row
      className={`max-md:flex max-md:flex-wrap max-md:items-baseline max-md:gap-x-2 max-md:border-b max-md:border-rule max-md:py-3.5 ${printed ? "" : "print:hidden"}`}
    >
      <th scope="row" role="rowheader" className={`max-md:basis-full ${phoneCell}`}>
        <span className="flex gap-3 md:block">
          <VerdictMark outcome="improved" className="mt-1 md:hidden" />
          <span>
            <EvidenceLink
              tone="plain"
              href={linked ? `/changes/${change.number}` : null}
              className="font-serif text-read/6 text-pretty wrap-anywhere print:text-body"
            >
              {finding(change, verdict)}
            </EvidenceLink>
            <span className="block text-small text-ink-muted wrap-anywhere max-md:hidden print:text-micro">
              {change.title && <span className="print:hidden">{change.title} · </span>}
              {[
                [change.number, ...sharedWith].map((number) => `C-${number}`).join(", "),
                change.systemName,
                gradeInWords(verdict.grade),
              ]
                .filter(Boolean)
                .join(" · ")}
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
  return `${sentenceStart(change.primary?.metricName ?? "")} ${movement(verdict, { interval: false })}`;
}
