import type { Stated } from "#lib/changes/worth.ts";
import type { Fault } from "#lib/core/errors.ts";

const money = ["spentOnce", "runningCostPerYear", "savingPerYear"] as const;

export function statesMoney(stated: Stated): boolean {
  return money.some((kind) => stated[kind] !== null);
}

/** What keeps a statement of cost and benefit from being kept: a saving nobody can follow, an amount without a currency. */
export function statedRefusals(
  stated: Stated & { savingBasis: string | null },
  currency: string | null,
): Fault[] {
  const faults: Fault[] = [];
  if (stated.savingPerYear !== null && stated.savingBasis === null) {
    const message = "Say how the saving is reckoned, like: 3 instances at 210 € a month fewer.";
    faults.push({ path: "savingBasis", message });
  }
  if (stated.savingPerYear === null && stated.savingBasis !== null) {
    const message = "Give the saving per year that is reckoned so, or leave both empty.";
    faults.push({ path: "savingPerYear", message });
  }
  if (currency === null) {
    const message =
      "The organisation has no currency yet. An admin chooses it under Settings, Organisation; effort needs none.";
    faults.push(...money.filter((kind) => stated[kind] !== null).map((path) => ({ path, message })));
  }
  return faults;
}
