import { type ShownOutcome, type Status, statusNames } from "#lib/changes/model.ts";
import { nothingStated, type Stated as StatedWorth } from "#lib/changes/worth.ts";
import { canonicalJson } from "#lib/core/canonical-json.ts";
import { counted } from "#lib/core/words.ts";
import type { SealedChange, SealedStatement } from "#lib/reviews/review-content.ts";
import type { Stated } from "#lib/reviews/schema.ts";
import { statedOf } from "#lib/reviews/stated-in-words.ts";

/** What a change says now, as far as a sealed review has an opinion about it. */
export type ChangeNow = {
  number: number;
  title: string;
  status: Status;
  outcome: ShownOutcome;
  appliedAt: string | null;
  owner: string | null;
  team: string | null;
  worth: StatedWorth & { savingBasis: string | null };
  measurements: number;
  primary: { measurement: string; metricName: string; sentence: string } | null;
};

/** A change by its number, or what is stated of the quarter. */
export type ChangedSince = { number: number | null; title: string; what: string[] };

/**
 * What differs between a sealed review and the records now. The seal is not touched by it: the difference is shown
 * beside what was signed.
 */
export function changedSince(sealed: SealedChange[], now: ChangeNow[]): ChangedSince[] {
  const current = new Map(now.map((change) => [change.number, change]));
  const before = new Set(sealed.map((change) => change.number));
  const edited = sealed.flatMap((change) => {
    const what = differences(change, current.get(change.number));
    return what.length > 0 ? [{ number: change.number, title: change.title, what }] : [];
  });
  const added = now
    .filter((change) => !before.has(change.number))
    .map(({ number, title }) => ({ number, title, what: ["was not part of the review"] }));
  return [...edited, ...added];
}

/** What is stated of the quarter now, where that is something else than what was signed. */
export function restatedSince(sealed: SealedStatement[], now: Stated | null): ChangedSince[] {
  const before = statedOf(sealed);
  if (before?.at === now?.at && before?.words === now?.words) return [];
  const what = now ? `is now stated by ${now.by}: “${now.words}”` : "what was stated is taken back";
  return [{ number: null, title: "What the quarter amounts to", what: [what] }];
}

function differences(sealed: SealedChange, now: ChangeNow | undefined): string[] {
  if (!now) return ["is no longer in this quarter"];
  const added = now.measurements - sealed.measurements.length;
  return [
    ...(now.title === sealed.title ? [] : [`is now called “${now.title}”`]),
    ...(now.status === sealed.status
      ? []
      : [`is now ${statusNames[now.status].toLowerCase()}, was ${statusNames[sealed.status].toLowerCase()}`]),
    ...(now.appliedAt === sealed.appliedAt ? [] : ["has another date"]),
    ...(now.owner === sealed.owner ? [] : [`is now owned by ${now.owner ?? "nobody"}`]),
    ...(now.team === (sealed.team ?? null) ? [] : [`now belongs to ${now.team ?? "no team"}`]),
    ...(canonicalJson(now.worth) === canonicalJson(worthSealed(sealed))
      ? []
      : ["states something else about what it cost or saves"]),
    ...(added > 0 ? [`has ${counted(added, "more measurement", "more measurements")}`] : []),
    ...verdictDifference(sealed, now),
    ...metricDifference(sealed, now),
  ];
}

/** The amounts that were signed; nothing was stated where there are none. */
function worthSealed({ worth }: SealedChange): ChangeNow["worth"] {
  const { effortDays, spentOnce, runningCostPerYear, savingPerYear, savingBasis } = worth ?? {
    ...nothingStated,
    savingBasis: null,
  };
  return { effortDays, spentOnce, runningCostPerYear, savingPerYear, savingBasis };
}

function verdictDifference(sealed: SealedChange, now: ChangeNow): string[] {
  if (now.primary?.measurement === sealed.primary?.measurement) return [];
  return [now.primary ? `its verdict now is: ${now.primary.sentence}` : "has no verdict any more"];
}

function metricDifference(sealed: SealedChange, now: ChangeNow): string[] {
  if (!now.primary || !sealed.primary || now.primary.measurement !== sealed.primary.measurement) return [];
  return now.primary.metricName === sealed.primary.metricName
    ? []
    : [`its metric is now called “${now.primary.metricName}”`];
}
