import { benchBesideSql } from "#bench/beside-sql.ts";
import { fillFeedback } from "#lib/testing/many-feedback.ts";

/** The list of feedback, one entry and the search for similar ones: up to 50,000 entries and 1,000,000 votes. */
export function benchFeedback(serverUrl: string): Promise<void> {
  return benchBesideSql(serverUrl, {
    title: "feedback",
    of: "entries",
    sizes: [5_000, 50_000],
    fill: (client, entries) => fillFeedback(client, { entries, votes: entries * 20, voters: 10_000 }),
    module: "feedback-rounds.ts",
  });
}
