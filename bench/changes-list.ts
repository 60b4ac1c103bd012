import { benchBesideSql } from "#bench/beside-sql.ts";
import { fillChanges } from "#lib/testing/many-changes.ts";

export function benchChangesList(serverUrl: string, sizes: number[]): Promise<void> {
  return benchBesideSql(serverUrl, {
    title: "list of changes",
    of: "changes",
    sizes,
    fill: fillChanges,
    module: "list-rounds.ts",
    atMostMore: 5,
  });
}
