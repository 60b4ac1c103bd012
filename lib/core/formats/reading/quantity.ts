import type { Quantity } from "#lib/core/formats/parsed.ts";
import type { Better, MetricKind } from "#lib/core/statistics/verdict.ts";

type Meaning = { unit: string; kind: MetricKind; better: Better | null };

/** A quantity of the importer's list: the name tells its base unit, its kind and which direction is better. */
export function quantity(name: string, value: number | null, n: number | null): Quantity {
  return { name, ...meaningOf(name), value, n };
}

const duration = (unit: string): Meaning => ({ unit, kind: "duration", better: "lower" });

/** By the whole name, else by its first word. */
const meanings = new Map<string, Meaning>([
  ["latency", duration("ms")],
  ["time", duration("s")],
  ["throughput", { unit: "1/s", kind: "rate", better: "higher" }],
  ["goodput", { unit: "1/s", kind: "rate", better: "higher" }],
  ["error-rate", { unit: "ratio", kind: "ratio", better: "lower" }],
  ["transfer", { unit: "bytes/s", kind: "rate", better: "higher" }],
  ["response-size", { unit: "bytes", kind: "size", better: "lower" }],
  ["availability", { unit: "ratio", kind: "ratio", better: "higher" }],
  ["outages", { unit: "", kind: "count", better: "lower" }],
  ["query.mean", duration("ms")],
  ["query.calls", { unit: "", kind: "count", better: null }],
  ["performance-score", { unit: "", kind: "score", better: "higher" }],
]);

function meaningOf(name: string): Meaning {
  const first = name.split(".")[0] ?? name;
  return meanings.get(name) ?? meanings.get(first) ?? { unit: "", kind: "count", better: null };
}
