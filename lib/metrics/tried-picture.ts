import type { HistoryChart } from "#lib/core/charts/chart.ts";
import { historyChart } from "#lib/core/charts/history-chart.ts";

type Tried = {
  labels: Record<string, string>;
  points: { at: number; value: number | null }[];
  stepSeconds: number;
};

/** What a source answered to a query that is being tried, drawn; null where it knows no points. */
export function triedPicture(
  { labels, points, stepSeconds }: Tried,
  { unit, timeZone }: { unit: string; timeZone: string },
): HistoryChart | null {
  const known = points.filter(({ value }) => value !== null);
  const [last] = known.slice(-1);
  if (!last) return null;
  const chart = historyChart({
    metric: { name: "The query", unit: unit || "value" },
    system: null,
    reference: null,
    origin: "",
    simulated: false,
    kind: "score",
    statistic: "",
    timeZone,
    series: points,
    levels: [],
    shifts: [],
    target: null,
    isPast: false,
    warnLimit: null,
    alertLimit: null,
    alerts: [],
    changes: [],
  });
  const names = Object.entries(labels)
    .filter(([name]) => name !== "__name__")
    .map(([name, value]) => `${name}="${value}"`);
  const which = names.length > 0 ? ` of {${names.join(", ")}}` : "";
  return {
    ...chart,
    title: `${known.length.toLocaleString("en-GB")} points${which}, every ${stepSeconds} s, the last ${Number(last.value?.toPrecision(4))}`,
  };
}
