import { benchBesideSql } from "#bench/beside-sql.ts";
import { fillChanges } from "#lib/testing/many-changes.ts";

/** The overview of a quarter among many changes. Its counts are read from one index. */
export function benchOverview(serverUrl: string): Promise<void> {
  return benchBesideSql(serverUrl, {
    title: "overview",
    of: "changes",
    sizes: [10_000, 100_000],
    fill: fillChanges,
    module: "overview-rounds.ts",
  });
}
