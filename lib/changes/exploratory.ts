import type { Measurement } from "#lib/changes/schema.ts";
import { chanceOf } from "#lib/core/statistics/judged-together.ts";
import { benjaminiHochberg } from "#lib/core/statistics/multiplicity.ts";
import { countInWords, listInWords } from "#lib/core/words.ts";

/**
 * What measurements say together that nobody named before the results: of twenty that nothing changed, one moves by
 * chance. Corrected for their number so that of those said to have moved at most one in twenty did not (Benjamini and
 * Hochberg). Null where there is nothing to say.
 */
export function exploratoryNote(measurements: Pick<Measurement, "metricName" | "verdict">[]): string | null {
  const looked = measurements.flatMap(({ metricName, verdict }) => {
    const p = verdict && chanceOf(verdict);
    return verdict && p !== null ? [{ metricName, verdict, p }] : [];
  });
  if (looked.length === 0) return null;
  const adjusted = benjaminiHochberg(looked.map(({ p }) => p));
  const moved = looked
    .map((one, index) => ({ ...one, adjusted: adjusted[index] ?? 1 }))
    .filter(({ verdict }) => verdict.outcome === "improved" || verdict.outcome === "regressed");
  const holds = ({ verdict, adjusted }: (typeof moved)[number]) => adjusted < 1 - verdict.confidence;
  const alone = namesOf(moved.filter((one) => !holds(one)));
  const together = namesOf(moved.filter(holds));
  const number = looked.length === 1 ? "one metric" : `${countInWords(looked.length)} metrics`;
  return [
    "Exploratory: not named before the results.",
    together && looked.length > 1 ? `Corrected for ${number}, ${together} still moved.` : "",
    alone ? `Taken alone ${alone} moved; of ${number} one may do so by chance.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}

function namesOf(measurements: { metricName: string }[]): string {
  return listInWords(measurements.map(({ metricName }) => metricName));
}
