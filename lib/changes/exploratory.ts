import type { Measurement } from "#lib/changes/schema.ts";
import { correctedVerdicts } from "#lib/core/statistics/corrected-verdicts.ts";
import { countInWords, listInWords } from "#lib/core/words.ts";

/** What measurements say together that nobody named before the results. Null where there is nothing to say. */
export function exploratoryNote(measurements: Pick<Measurement, "metricName" | "verdict">[]): string | null {
  const measured = measurements.flatMap(({ metricName, verdict }) =>
    verdict ? [{ metricName, verdict }] : [],
  );
  const looked = correctedVerdicts(measured.map(({ verdict }) => verdict))
    .map((one, index) => ({ ...one, metricName: measured[index]?.metricName ?? "" }))
    .filter(({ corrected }) => corrected !== null);
  if (looked.length === 0) return null;
  const moved = looked.filter(
    ({ verdict: { outcome } }) => outcome === "improved" || outcome === "regressed",
  );
  const alone = namesOf(moved.filter(({ perhaps }) => perhaps));
  const together = namesOf(moved.filter(({ perhaps }) => !perhaps));
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
