import { benchBesideSql } from "#bench/beside-sql.ts";
import { fillChanges } from "#lib/testing/many-changes.ts";

/** The pages of a review among many changes. Its counts are read from one index. */
export function benchReviews(serverUrl: string): Promise<void> {
  return benchBesideSql(serverUrl, {
    title: "review",
    of: "changes",
    sizes: [10_000, 100_000],
    fill: fillChanges,
    module: "review-rounds.ts",
  });
}
