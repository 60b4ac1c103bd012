import type { Reach } from "#lib/core/charts/chart.ts";

const EDGE = 8;

/** Head of a column of effect lines: worse, nought, better. `width` as that of the cells. */
export function EffectScale({ reach, width = 160 }: { reach: Reach; width?: number }) {
  const zero = EDGE + (reach.worse / (reach.worse + reach.better)) * (width - 2 * EDGE);
  return (
    <svg
      width={width}
      height="16"
      viewBox={`0 0 ${width} 16`}
      className="block"
      role="img"
      aria-label="worse, 0, better"
    >
      <g fill="currentColor" fontSize="12" fontWeight="500">
        {zero > 46 && <text y="12">worse</text>}
        <text x={zero} y="12" textAnchor="middle">
          0
        </text>
        {width - zero > 50 && (
          <text x={width} y="12" textAnchor="end">
            better
          </text>
        )}
      </g>
    </svg>
  );
}
