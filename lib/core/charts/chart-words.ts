import type { ChartText, Tone } from "#lib/core/charts/chart.ts";
import { toneOf } from "#lib/core/charts/chart.ts";
import { effectText } from "#lib/core/effect-text.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";
import { formatQuantities, scaleOf, unitInWords } from "#lib/core/units.ts";

/** What every chart of a measurement is told beside its data. */
export type ChartOrigin = {
  metric: { name: string; unit: string };
  system: string | null;
  /** The change, as people name it: "C-41". */
  reference: string | null;
  /** Where the numbers come from, without a full stop: "hyperfine, 60 runs on one machine". */
  origin: string;
  simulated: boolean;
};

/** The finding of a before/after chart. Says what moved only where the verdict says so. */
export function findingTitle(name: string, verdict: Verdict): string {
  const { before, after, unit } = verdict;
  const [was = "", is = ""] = formatQuantities([before.center, after.center], unit);
  if (before.center === null || after.center === null) return `${name}: nothing to compare`;
  const tone: Tone = toneOf(verdict);
  if (tone === "reported") return `${name} is reported as ${is}, ${was} before`;
  if (tone === "unchanged") return `${name} did not move: ${is}, ${was} before`;
  if (tone === "inconclusive") return doubtTitle(name, verdict, was, is);
  return `${name} ${after.center < before.center ? "fell" : "rose"} from ${was} to ${is}`;
}

/** "User portal, 95th percentile of each hour, in milliseconds". */
export function subtitleOf(origin: ChartOrigin, statistic: string, values: (number | null)[]): string {
  const unit = unitInWords(scaleOf(values, origin.metric.unit));
  return [origin.system, statistic, unit].filter(Boolean).join(", ");
}

/** "C-41. Prometheus portal-prod, frozen 21 Jul 2026, simulated. …": simulated always stands in it. */
export function sourceLine(origin: ChartOrigin, notes: string[] = []): string {
  const where = [origin.origin, origin.simulated ? "simulated" : ""].filter(Boolean).join(", ");
  return [origin.reference, where, ...notes]
    .filter(Boolean)
    .map((part) => (/[.!?]$/.test(part ?? "") ? part : `${part}.`))
    .join(" ");
}

/** What would settle an inconclusive verdict, as far as it says so itself. */
export function doubtNotes(verdict: Verdict): string[] {
  if (toneOf(verdict) === "reported") return ["No interval: one number a side"];
  return verdict.outcome === "inconclusive"
    ? verdict.warnings.map((warning) => warning.message).slice(0, 1)
    : [];
}

export function textOf(
  title: string,
  subtitle: string,
  source: string,
  alt: string,
  simulated: boolean,
): ChartText {
  return { title, subtitle, source, alt, simulated };
}

function doubtTitle(name: string, verdict: Verdict, was: string, is: string): string {
  const { interval } = effectText(verdict);
  return interval
    ? `${name} may have moved by ${interval}`
    : `${name} cannot be judged: ${is}, ${was} before`;
}
