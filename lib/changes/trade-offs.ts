import type { Change } from "#lib/changes/schema.ts";
import { judgedTogether } from "#lib/core/statistics/judged-together.ts";
import { capitalised, listInWords } from "#lib/core/words.ts";

/**
 * What a gain cost: guardrails that got worse although the deciding metric improved, in a sentence; null where nothing
 * did. A guardrail counts by its latest measurement, corrected for how many were looked at.
 */
export function tradeOffSentence(change: Pick<Change, "measurements" | "guardrails">): string | null {
  const primary = change.measurements.find((one) => one.primary);
  if (primary?.verdict?.outcome !== "improved") return null;
  const measured = change.guardrails.flatMap(({ metric, metricName }) => {
    const latest = change.measurements
      .filter((one) => one.frozen && one.metric === metric)
      .toSorted((one, other) => one.createdAt.localeCompare(other.createdAt))
      .at(-1);
    return latest?.verdict ? [{ metricName, verdict: latest.verdict }] : [];
  });
  const states = judgedTogether(measured.map(({ verdict }) => verdict));
  const named = (state: string) =>
    measured.filter((_, i) => states[i]?.state === state).map((one) => one.metricName);
  const [worse, perhaps] = [named("worse"), named("perhaps-worse")];
  if (worse.length > 0)
    return `A trade-off: ${primary.metricName} improved, but ${listInWords(worse)} got worse.`;
  if (perhaps.length === 0) return null;
  return `${capitalised(primary.metricName)} improved. Taken alone ${listInWords(perhaps)} got worse; of ${measured.length} guardrails one may do so by chance.`;
}
