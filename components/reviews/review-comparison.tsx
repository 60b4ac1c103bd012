import { classNames } from "#components/ui/class-names.ts";
import { Table } from "#components/ui/table.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { distanceInWords } from "#lib/core/target-distance.ts";
import { formatQuantity, scaleOf } from "#lib/core/units.ts";
import { deltaInWords } from "#lib/reviews/comparison.ts";
import type { Review } from "#lib/reviews/schema.ts";

type Comparison = Review["comparison"];

/** The quarter beside the one before and the same one a year ago: counts of changes, then the values of targets. */
export function ReviewComparison({ comparison }: { comparison: Comparison }) {
  const { quarters } = comparison;
  return (
    <>
      <Table caption="Outcomes by quarter">
        <thead>
          <tr>
            <th scope="col">Outcome</th>
            <QuarterHeads quarters={quarters} />
            <th scope="col" className="num max-lg:hidden">
              Against {quarters.yearBefore}
            </th>
            <th scope="col" className="num max-md:hidden">
              Against {quarters.before}
            </th>
          </tr>
        </thead>
        <tbody>
          {comparison.counts.map((row) => (
            <tr key={row.name}>
              <th scope="row">
                {row.name}
                {!row.of && row.now !== row.before && (
                  <span className="block font-normal text-ink-muted md:hidden">
                    {deltaOf(row, row.before)}, against {quarters.before}
                  </span>
                )}
              </th>
              <td className="num">{shareOf(row.yearBefore, row.of?.yearBefore)}</td>
              <td className="num">{shareOf(row.before, row.of?.before)}</td>
              <td className="num font-strong!">{shareOf(row.now, row.of?.now)}</td>
              <td className="num max-lg:hidden">{deltaOf(row, row.yearBefore)}</td>
              <td className="num max-md:hidden">{deltaOf(row, row.before)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      {comparison.targets.length > 0 && (
        <div className="mt-8">
          <Targets comparison={comparison} />
        </div>
      )}
    </>
  );
}

/** `earlier`: the look of the quarters before, which a phone may have no room for. */
function QuarterHeads({ quarters, earlier }: { quarters: Comparison["quarters"]; earlier?: string }) {
  return (
    <>
      <th scope="col" className={classNames("num", earlier)}>
        {quarters.yearBefore}
      </th>
      <th scope="col" className={classNames("num", earlier)}>
        {quarters.before}
      </th>
      <th scope="col" className="num">
        {quarters.now}
      </th>
    </>
  );
}

function shareOf(count: number, of: number | undefined): string {
  return of === undefined
    ? count.toLocaleString("en-GB")
    : `${count.toLocaleString("en-GB")} of ${of.toLocaleString("en-GB")}`;
}

/** "+3, better": the sign of the number and what it means, in words. */
function deltaOf({ now, moreIs, of }: Comparison["counts"][number], then: number): string {
  if (of || now === then) return now === then && !of ? "No change" : "";
  const delta = now - then;
  const sign = delta > 0 ? "+" : "−";
  const meaning = moreIs === null ? "" : delta > 0 === (moreIs === "better") ? ", better" : ", worse";
  return `${sign}${Math.abs(delta).toLocaleString("en-GB")}${meaning}`;
}

function Targets({ comparison: { quarters, targets } }: { comparison: Comparison }) {
  return (
    <Table caption="Values of targets by quarter">
      <thead>
        <tr>
          <th scope="col">Metric with a target</th>
          <QuarterHeads quarters={quarters} earlier="max-md:hidden" />
          <th scope="col" className="num">
            Target
          </th>
          <th scope="col" className="max-md:hidden">
            Distance
          </th>
        </tr>
      </thead>
      <tbody>
        {targets.map((target) => (
          <TargetRow key={target.metric} target={target} quarters={quarters} />
        ))}
      </tbody>
    </Table>
  );
}

type TargetRowProps = { target: Comparison["targets"][number]; quarters: Comparison["quarters"] };

function TargetRow({ target, quarters }: TargetRowProps) {
  const { unit } = target;
  // As the overview and the plan write value and target; the quarters before follow.
  const scale = scaleOf([target.now, target.target], unit);
  const written = (value: number | null) => formatQuantity(value, unit, scale);
  const deltas = [
    { against: quarters.before, delta: deltaInWords(target.now, target.before, target, scale) },
    { against: quarters.yearBefore, delta: deltaInWords(target.now, target.yearBefore, target, scale) },
  ];
  return (
    <tr>
      <th scope="row">
        <TextLink tone="plain" href={`/metrics/${target.metric}`}>
          {target.metricName}
        </TextLink>
        <span className="block text-ink-muted md:hidden">{distanceOf(target)}</span>
        {deltas.map(
          ({ against, delta }) =>
            delta && (
              <span key={against} className="block text-ink-muted">
                {delta}, against {against}
              </span>
            ),
        )}
      </th>
      <td className="num max-md:hidden">{written(target.yearBefore)}</td>
      <td className="num max-md:hidden">{written(target.before)}</td>
      <td className="num font-strong!">{written(target.now)}</td>
      <td className="num">{written(target.target)}</td>
      <td className={classNames("fit max-md:hidden", target.reached && "text-improved")}>
        {distanceOf(target)}
      </td>
    </tr>
  );
}

function distanceOf({ target: value, ...row }: Comparison["targets"][number]): string {
  return distanceInWords({ ...row, value });
}
