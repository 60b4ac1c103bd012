import { Drawing } from "#components/charts/drawing.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { TargetStanding } from "#lib/changes/overview.ts";
import { styleOf } from "#lib/core/charts/chart-style.ts";
import { isMet, targetTrend, targetTrendSvg } from "#lib/core/charts/target-trend.ts";
import { formatDate } from "#lib/core/time.ts";
import { formatPoints, formatQuantities, formatQuantity, isRatio, NO_VALUE } from "#lib/core/units.ts";
import { objectiveKindNames } from "#lib/systems/model.ts";

type OverviewTargetsProps = { targets: TargetStanding[]; simulated: boolean; zone: string };

/** Every target with where it stands and how far there is to go. */
export function OverviewTargets({ targets, simulated, zone }: OverviewTargetsProps) {
  return (
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
        {targets.map((standing) => (
          <Row
            key={standing.objective + standing.target.metric}
            standing={standing}
            simulated={simulated}
            zone={zone}
          />
        ))}
      </tbody>
    </table>
  );
}

function Row({ standing, simulated, zone }: { standing: TargetStanding; simulated: boolean; zone: string }) {
  const { target, periods, kind } = standing;
  const now = periods.at(-1)?.value ?? null;
  const [shown, goal] = formatQuantities([now, target.value], target.unit);
  const met = isMet(now, target.value, target.better);
  const distance = met ? "Met" : distanceOf(now, standing);
  const trend = targetTrend({
    name: target.metricName,
    unit: target.unit,
    better: target.better,
    target: target.value,
    periods,
    simulated,
  });
  return (
    <tr data-row>
      <th scope="row">
        <TextLink
          tone="plain"
          href={`/metrics/${target.metric}`}
          className="text-body font-medium wrap-anywhere"
        >
          {target.metricName}
        </TextLink>
        <span className="block text-small text-ink-muted print:ml-2 print:inline">
          {objectiveKindNames[kind]}
          {target.dueAt && `, by ${formatDate(new Date(target.dueAt), zone)}`}
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

/** "115 ms to go", "0.1 points to go". */
function distanceOf(now: number | null, { target }: TargetStanding): string {
  if (now === null) return "Not measured yet";
  const gap = Math.abs(now - target.value);
  return `${isRatio(target.unit) ? formatPoints(gap) : formatQuantity(gap, target.unit)} to go`;
}
