/**
 * What changes cost and what they are said to save: the one calculation that page, API, mail, review and documents share.
 *
 * A cost is what somebody said that a change took; it was spent whatever came of it, so costs add up. A saving is stated by
 * somebody and never measured: what is measured is the gain it rests on. So savings stand by what became of their changes, and
 * those of different standing are never added (claimed, measured and confirmed benefits are reported apart: benefits
 * realisation, as ITIL's post-implementation review asks for it beside time and budget). Changes that share one verdict
 * count once for benefit, as everywhere: of those still in use the latest that states a saving. What nobody stated is
 * missing and never zero.
 */

import { type Counted, groupOf, isBegun, isWithdrawn, type Part } from "#lib/changes/overview.ts";
import { type Amount, sumOfAmounts } from "#lib/core/amounts.ts";

/** By what a list finds changes that state something. */
export const statedThings = ["cost", "saving"] as const;

export const costKinds = ["effortDays", "spentOnce", "runningCostPerYear"] as const;
const kinds = [...costKinds, "savingPerYear"] as const;

/** In person-days, or in the organisation's currency; null is not stated. */
export type Stated = Record<(typeof kinds)[number], Amount | null>;

/** Of a change that says nothing of cost or benefit. */
export const nothingStated: Stated = {
  effortDays: null,
  spentOnce: null,
  runningCostPerYear: null,
  savingPerYear: null,
};

export const worthStandings = ["proven", "reported", "unproven", "worse", "takenBack"] as const;
export type WorthStanding = (typeof worthStandings)[number];

/** How many state it, and what it comes to; null where nobody does. */
export type StatedSum = { changes: number; total: Amount | null };

export type WorthSums = Record<(typeof kinds)[number], StatedSum> & {
  /** Changes that state a cost of any kind. */
  stating: number;
};

/** The sums of the changes that have one outcome and were taken back or not: what the database adds up. */
export type WorthPart = WorthSums & Pick<Part, "outcome" | "withdrawn">;

export type Worth = {
  /** All that were carried out, whether they state anything or not. */
  changes: number;
  costs: Omit<WorthSums, "savingPerYear">;
  byStanding: Record<WorthStanding, WorthSums>;
};

/** What a stated saving rests on. What got worse or was taken back saves nothing, whatever was stated. */
export function standingOfWorth(part: Pick<Part, "outcome" | "withdrawn">): WorthStanding {
  switch (groupOf(part)) {
    case "better":
      return "proven";
    case "worse":
      return "worse";
    case "withdrawn":
      return "takenBack";
    case "reported":
      return "reported";
    default:
      return "unproven";
  }
}

/** `changes`: how many were carried out, those that state nothing too. */
export function worthOf(parts: WorthPart[], changes: number): Worth {
  const of = (standing: WorthStanding) => added(parts.filter((part) => standingOfWorth(part) === standing));
  const { savingPerYear: _never, ...costs } = added(parts);
  return {
    changes,
    costs,
    byStanding: {
      proven: of("proven"),
      reported: of("reported"),
      unproven: of("unproven"),
      worse: of("worse"),
      takenBack: of("takenBack"),
    },
  };
}

/** Of the changes themselves, as the database does it from its index. */
export function worthPartsOf(changes: (Counted & Stated)[]): WorthPart[] {
  const begun = changes.filter(isBegun);
  const counting = new Set(savingsThatCount(begun).map(({ number }) => number));
  const byPart = Map.groupBy(
    begun.filter(statesAnything),
    (change) => `${change.outcome} ${isWithdrawn(change)}`,
  );
  return [...byPart.values()].flatMap((own): WorthPart[] => {
    const [first] = own;
    if (!first) return [];
    const sum = (kind: (typeof kinds)[number], of = own) => {
      const amounts = of.flatMap((change) => change[kind] ?? []);
      return { changes: amounts.length, total: sumOfAmounts(amounts) };
    };
    return [
      {
        outcome: first.outcome,
        withdrawn: isWithdrawn(first),
        stating: own.filter(statesCost).length,
        effortDays: sum("effortDays"),
        spentOnce: sum("spentOnce"),
        runningCostPerYear: sum("runningCostPerYear"),
        savingPerYear: sum(
          "savingPerYear",
          own.filter(({ number }) => counting.has(number)),
        ),
      },
    ];
  });
}

export function statesCost(change: Stated): boolean {
  return costKinds.some((kind) => change[kind] !== null);
}

function statesAnything(change: Stated): boolean {
  return statesCost(change) || change.savingPerYear !== null;
}

/** One of each result, and apart from it one of those of its changes that were taken back. */
function savingsThatCount<Change extends Counted & Stated>(changes: Change[]): Change[] {
  const stating = changes.filter((change) => change.savingPerYear !== null);
  const byResult = Map.groupBy(
    stating,
    (change) => `${isWithdrawn(change)} ${change.resultKey ?? change.number}`,
  );
  return [...byResult.values()].flatMap((sharing) =>
    sharing.toSorted((a, b) => b.number - a.number).slice(0, 1),
  );
}

function added(sums: WorthSums[]): WorthSums {
  const sum = (kind: (typeof kinds)[number]): StatedSum => ({
    changes: sums.reduce((all, { [kind]: { changes } }) => all + changes, 0),
    total: sumOfAmounts(sums.flatMap(({ [kind]: { total } }) => total ?? [])),
  });
  return {
    stating: sums.reduce((all, { stating }) => all + stating, 0),
    effortDays: sum("effortDays"),
    spentOnce: sum("spentOnce"),
    runningCostPerYear: sum("runningCostPerYear"),
    savingPerYear: sum("savingPerYear"),
  };
}
