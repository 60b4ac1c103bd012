import { Drawing } from "#components/charts/drawing.tsx";
import { EvidenceLink } from "#components/plan/evidence-link.tsx";
import { MoreInPortal } from "#components/plan/overview-column.tsx";
import { currentValue, distanceOf, isTargetMet, type TargetStanding } from "#lib/changes/target-standing.ts";
import { styleOf } from "#lib/core/charts/chart-style.ts";
import { targetTrend, targetTrendSvg } from "#lib/core/charts/target-trend.ts";
import { formatDate } from "#lib/core/time.ts";
import { formatQuantities, NO_VALUE } from "#lib/core/units.ts";
import { objectiveKindNames } from "#lib/systems/model.ts";

type OverviewTargetsProps = {
  targets: TargetStanding[];
  simulated: boolean;
  zone: string;
  /** Each opens its metric; not on a shared page. */
  linked: boolean;
  /** How many have room on paper. */
  printed: number;
};

/** Every target with where it stands and how far there is to go. */
export function OverviewTargets({ targets, simulated, zone, linked, printed }: OverviewTargetsProps) {
  return (
    <>
      <table className="table">
        <caption className="sr-only">Targets</caption>
        <thead>
          <tr>
            <th scope="col">Objective</th>
            <th scope="col" className="max-md:hidden print:hidden">
              Trend
            </th>
            <th scope="col" className="num">
              Now
            </th>
            <th scope="col" className="num">
              Target
            </th>
            <th scope="col" className="max-md:hidden">
              Distance
            </th>
          </tr>
        </thead>
        <tbody>
          {targets.map((standing, index) => (
            <Row
              key={standing.objective + standing.target.metric}
              standing={standing}
              simulated={simulated}
              zone={zone}
              linked={linked}
              printed={index < printed}
            />
          ))}
        </tbody>
      </table>
      <MoreInPortal count={targets.length - printed} />
    </>
  );
}

type RowProps = {
  standing: TargetStanding;
  simulated: boolean;
  zone: string;
  linked: boolean;
  printed: boolean;
};

function Row({ standing, simulated, zone, linked, printed }: RowProps) {
  const { target, periods, kind } = standing;
  const now = currentValue(standing);
  const [shown, goal] = formatQuantities([now, target.value], target.unit);
  const met = isTargetMet(standing);
  const distance = distanceOf(standing);
  const trend = targetTrend({
    name: target.metricName,
    unit: target.unit,
    better: target.better,
    target: target.value,
    periods,
    simulated,
  });
  return (
    <tr data-row className={printed ? undefined : "print:hidden"}>
      <th scope="row">
        <EvidenceLink
          tone="plain"
          href={linked ? `/metrics/${target.metric}` : null}
          className="text-body font-medium wrap-anywhere"
        >
          {target.metricName}
        </EvidenceLink>
        <span className="block text-small text-ink-muted print:ml-2 print:inline">
          {objectiveKindNames[kind]}
          {target.dueAt && (
            <span className="max-md:hidden">, by {formatDate(new Date(target.dueAt), zone)}</span>
          )}
          <span className="md:hidden"> · {distance}</span>
        </span>
      </th>
      <td className="fit py-1! align-middle! max-md:hidden print:hidden">
        <Drawing svg={targetTrendSvg(trend, styleOf("screen"), 150)} className="w-37.5" />
      </td>
      <td className="num font-strong!">{now === null ? NO_VALUE : shown}</td>
      <td className="num">{goal}</td>
      <td className={`fit max-md:hidden ${met ? "font-medium! text-improved" : "text-ink-soft"}`}>
        {distance}
      </td>
    </tr>
  );
}
