import { type Counted, groupsOf, isWithdrawn, type Part } from "#lib/changes/overview.ts";

/** What the database counts of a quarter, counted from the changes themselves. */
export function partsOf(changes: Counted[]): Part[] {
  const results = Object.values(groupsOf(changes)).flat();
  const byPart = Map.groupBy(results, ({ lead }) => `${lead.outcome} ${isWithdrawn(lead)}`);
  return [...byPart.values()].flatMap((own): Part[] => {
    const [first] = own;
    if (!first) return [];
    return [
      {
        outcome: first.lead.outcome,
        withdrawn: isWithdrawn(first.lead),
        results: own.length,
        changes: own.reduce((sum, { others }) => sum + 1 + others.length, 0),
        largest: own.slice(0, 5).map(({ lead: { number, gain } }) => ({ number, gain })),
      },
    ];
  });
}
