import type { TestRun } from "#lib/metrics/schema.ts";

export type RunSide = "before" | "after" | "neither";

/**
 * Which side each run is on: as the address says (`side-12=before`); of two runs nobody has placed, the earlier is before.
 * More than two are somebody's to place: a guess would be read as a finding.
 */
export function runSides(
  runs: Pick<TestRun, "number" | "ranAt" | "file">[],
  address: Record<string, string | string[] | undefined>,
): Map<number, RunSide> {
  const said = runs.map(({ number }) => sideOf(address[`side-${number}`]));
  const [first, second] = runs;
  if (first && second && runs.length === 2 && said.every((side) => side === null)) {
    const [earlier, later] = first.ranAt <= second.ranAt ? [first, second] : [second, first];
    if (earlier.file && later.file) {
      return new Map<number, RunSide>([
        [earlier.number, "before"],
        [later.number, "after"],
      ]);
    }
  }
  return new Map(runs.map(({ number }, index) => [number, said[index] ?? "neither"]));
}

function sideOf(given: string | string[] | undefined): RunSide | null {
  return given === "before" || given === "after" || given === "neither" ? given : null;
}

/** The quantity to tell first: how slow for the slowest, how slow, how much; else the first there is. */
export function leadingQuantity(names: string[], asked: string | undefined): string {
  const order = [asked, "latency.p95", "latency.p99", "latency.mean", "throughput"];
  return order.find((name) => name !== undefined && names.includes(name)) ?? names[0] ?? "";
}
