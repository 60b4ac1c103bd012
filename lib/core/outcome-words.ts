import type { Grade, Outcome, Reason, Verdict } from "#lib/core/statistics/verdict.ts";

/** An outcome as it is shown: a summary pair is reported, whatever it says; before any verdict it is measuring. */
export type ShownVerdict = Outcome | "reported" | "measuring";

export const outcomeNames: Record<ShownVerdict, string> = {
  improved: "Improved",
  regressed: "Regressed",
  unchanged: "Unchanged",
  inconclusive: "Inconclusive",
  reported: "Reported",
  measuring: "Measuring",
};

/** Why a verdict is inconclusive, in two or three words behind it: "too few days". */
export function reasonInWords(reason: Reason, grade: Grade): string {
  if (reason === "too-few") return grade === "series" ? "too few days" : "too few runs";
  return words[reason];
}

/** "proven by series", "one number a side": what a verdict rests on. */
export function gradeInWords(grade: Grade): string {
  return grade === "summary" ? "one number a side" : `proven by ${grade}`;
}

/**
 * What the metric does by itself: "A change this large appeared on 3 of 57 ordinary days." `daily` where the earlier
 * comparisons were made a day apart. Null where the history is too short.
 */
export function placeboInWords(placebo: Verdict["placebo"], daily: boolean): string | null {
  if (!placebo) return null;
  const { asLarge, contrasts } = placebo;
  return daily
    ? `A change this large appeared on ${asLarge} of ${contrasts} ordinary days.`
    : `A change this large appeared in ${asLarge} of ${contrasts} earlier comparisons, when nothing was changed.`;
}

const words: Record<Exclude<Reason, "too-few">, string> = {
  "too-noisy": "too noisy",
  "not-comparable": "not comparable",
  confounded: "other changes near",
  "moved-elsewhere": "moved elsewhere",
  "errors-rose": "errors rose",
  "resolution-limited": "too coarse",
  "missing-data": "data missing",
  "summary-only": "one number a side",
};
