/** What a quarter cost and is said to save, in sentences: the same on the page, in mail, reviews and documents. */

import { type Counted, isBegun, isWithdrawn } from "#lib/changes/overview.ts";
import { standingOfWorth, type Worth, type WorthSums } from "#lib/changes/worth.ts";
import { formatDays, formatMoney } from "#lib/core/amounts.ts";
import { capitalised, countInWords, listInWords, plural } from "#lib/core/words.ts";

/** Where a stated saving stands, by what became of its change. */
export function savingStanding(change: Pick<Counted, "status" | "outcome">): string {
  if (!isBegun(change)) return "stated, not carried out yet";
  switch (standingOfWorth({ outcome: change.outcome, withdrawn: isWithdrawn(change) })) {
    case "proven":
      return "stated, gain proven";
    case "reported":
      return "stated, gain not proven: it is only reported";
    case "unproven":
      return `stated, gain not proven${change.outcome === "none" ? ": there is no verdict yet" : ""}`;
    case "worse":
      return "counts as no saving: the change made things worse";
    case "takenBack":
      return "counts as no saving: the change was taken back";
  }
}

export type WorthSentence = {
  sentence: string;
  /** Which changes of the period stand behind it, as the list of changes is asked. */
  filter: string;
};

/** What stands beside any sum of savings. */
export const savingsNote = "Savings are stated by people, never measured.";

/** At most three: what was spent, what is saved where the gain is proven, and apart from it all other savings. */
export function worthSentences(worth: Worth, currency: string | null): WorthSentence[] {
  const { proven, reported, unproven, worse, takenBack } = worth.byStanding;
  const sentences: WorthSentence[] = [];
  const say = (sentence: string, filter: string) => sentences.push({ sentence, filter });
  if (worth.costs.stating > 0) say(costSentence(worth, currency), "states=cost");
  const saved = (sums: WorthSums, of: (count: number) => string) => {
    const { total, changes } = sums.savingPerYear;
    return total === null
      ? []
      : [`${formatMoney(total, currency)} a year by ${countInWords(changes)} ${of(changes)}`];
  };
  const [surely] = saved(proven, (count) =>
    plural(count, "change whose gain is proven", "changes whose gain is proven"),
  );
  if (surely) say(`Stated as saved: ${surely}.`, "states=saving&outcome=improved");
  const apart = [
    ...saved(unproven, () => "whose gain is not proven"),
    ...saved(reported, (count) => plural(count, "that is only reported", "that are only reported")),
  ];
  const never = [
    ...saved(worse, () => "that made things worse"),
    ...saved(takenBack, (count) => plural(count, "that was taken back", "that were taken back")),
  ];
  const parts = [
    ...(apart.length > 0
      ? [`${surely ? "apart from that, " : ""}stated and not proven: ${listInWords(apart)}`]
      : []),
    ...(never.length > 0 ? [`counted as no saving: ${listInWords(never)}`] : []),
  ];
  if (parts.length > 0) say(`${capitalised(parts.join("; "))}.`, "states=saving");
  return sentences;
}

/** "Eleven of 14 changes state what they cost: 31 person-days, €12,400 once and €1,260 a year (three of them)." */
function costSentence({ changes, costs }: Worth, currency: string | null): string {
  const { stating, effortDays, spentOnce, runningCostPerYear } = costs;
  const part = ({ changes: some, total }: typeof effortDays, words: (total: string) => string) =>
    total === null ? [] : [`${words(total)}${some < stating ? ` (${countInWords(some)} of them)` : ""}`];
  const parts = [
    ...part(effortDays, formatDays),
    ...part(spentOnce, (total) => `${formatMoney(total, currency)} once`),
    ...part(runningCostPerYear, (total) => `${formatMoney(total, currency)} a year`),
  ];
  const who =
    stating === changes
      ? `${changes === 1 ? "The one change states" : `All ${countInWords(changes)} changes state`}`
      : `${capitalised(countInWords(stating))} of ${countInWords(changes)} changes ${plural(stating, "states", "state")}`;
  return `${who} what ${stating === 1 ? "it" : "they"} cost: ${listInWords(parts)}.`;
}
