import { benchBesideSql } from "#bench/beside-sql.ts";
import { fillChanges } from "#lib/testing/many-changes.ts";
import { fillFeedback } from "#lib/testing/many-feedback.ts";
import { fillItemFeedback, fillItems } from "#lib/testing/many-items.ts";

/** The roadmap: one item for twenty changes, an entry of feedback for two, twenty votes for an entry. */
export function benchRoadmap(serverUrl: string): Promise<void> {
  return benchBesideSql(serverUrl, {
    title: "roadmap",
    of: "changes",
    sizes: [10_000, 100_000],
    fill: async (client, size) => {
      await fillChanges(client, size);
      await fillFeedback(client, { entries: size / 2, votes: size * 10, voters: 5_000 });
      await fillItems(client, size / 20, size);
      await fillItemFeedback(client, size / 20, size / 2);
    },
    module: "roadmap-rounds.ts",
  });
}
