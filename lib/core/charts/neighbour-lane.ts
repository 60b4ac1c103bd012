import type { Neighbour } from "#lib/core/charts/chart.ts";
import { label, type Mark, rule, type Sheet, textWidth } from "#lib/core/charts/drawing.ts";

/**
 * The lane under the time axis: a short tick per recorded change, numbered where there is room. `own` is drawn bold
 * and always named; every change stays in the table.
 */
export function neighbourLane(
  name: string,
  neighbours: Neighbour[],
  own: Neighbour | null,
  { plot, x, style }: Sheet,
): Mark[] {
  const top = plot.bottom + 34;
  const inPlot = neighbours.filter(({ at }) => x(at) >= plot.left && x(at) <= plot.right);
  const taken: [number, number][] = [];
  const byWeight = inPlot.toSorted((a, b) => Number(b === own) - Number(a === own) || a.at - b.at);
  const marks = byWeight.flatMap((neighbour) => {
    const bold = neighbour === own;
    const centre = x(neighbour.at);
    const colour = bold ? style.colours.ink : style.colours.inkMuted;
    const tick = rule([centre, top, centre, top + 8], { stroke: colour, width: bold ? 2 : 1.5 });
    const half = textWidth(neighbour.label, style) / 2 + 4;
    if (taken.some(([from, to]) => centre + half > from && centre - half < to)) return [tick];
    taken.push([centre - half, centre + half]);
    return [
      tick,
      label(neighbour.label, centre, top + 18, style, { colour, anchor: "center", weight: bold ? 600 : 400 }),
    ];
  });
  const clear = inPlot.every(({ at }) => x(at) - 24 > textWidth(name, style));
  return clear ? [label(name, 0, top + 4, style, { colour: style.colours.inkMuted }), ...marks] : marks;
}
