import { orderInterval } from "#lib/core/statistics/quantiles.ts";
import type { Format, ParsedFile, Quantity } from "./parsed.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { loadRun } from "./reading/load-summary.ts";
import { linesOf } from "./reading/source-text.ts";

const wanted = new Map([
  [0.5, "p50"],
  [0.75, "p75"],
  [0.9, "p90"],
  [0.95, "p95"],
  [0.99, "p99"],
  [0.999, "p99.9"],
  [1, "max"],
]);

/** A table of values in ms by their share; the row at or just above a wanted share is taken. */
export const vegetaHdr: Format = {
  name: "vegeta-hdr",
  tool: "vegeta",
  detects: "the header line Value(ms) Percentile TotalCount 1/(1-Percentile) (vegeta report -type=hdrplot)",
  gives: "summary",
  detect: (head) => /^\s*Value\(ms\)\s+Percentile\s+TotalCount/.test(head),
  parse,
};

function parse(text: string, fileName: string): ParsedFile {
  const rows: { value: number; share: number; count: number }[] = [];
  for (const [line, number] of linesOf(text)) {
    if (number === 1 || line.trim() === "" || line.startsWith("#")) continue;
    const [value = Number.NaN, share = Number.NaN, count = Number.NaN] = line.trim().split(/\s+/).map(Number);
    if (![value, share, count].every(Number.isFinite)) {
      throw faultyFile(fileName, `${quoted(line.trim())} is no row of the table.`, number);
    }
    rows.push({ value, share, count });
  }
  const last = rows.at(-1);
  if (!last || last.share < 0.99) throw faultyFile(fileName, "the table ends before 99 %: it looks cut off.");
  const latencyMs = Object.fromEntries(
    [...wanted].flatMap(([share, name]) => {
      const row = rows.find((one) => one.share >= share - 1e-9);
      return row ? [[name, row.value]] : [];
    }),
  );
  const run = loadRun(fileName, { latencyMs });
  const quantities = run.quantities.map((one): Quantity => {
    const percent = /^latency\.p(\d+(?:\.\d+)?)$/.exec(one.name)?.[1];
    return percent === undefined
      ? one
      : { ...one, n: last.count, bounds: boundsOf(rows, Number(percent) / 100) };
  });
  return {
    format: "vegeta-hdr",
    tool: "vegeta",
    version: null,
    runs: [{ ...run, quantities }],
    environment: {},
    warnings: [],
  };
}

/** By binomial ranks: the rows at or next outside them. */
function boundsOf(rows: { value: number; count: number }[], share: number): Quantity["bounds"] {
  const total = rows.at(-1)?.count ?? 0;
  const { lowRank, highRank } = orderInterval(total, share);
  const low = rows.findLast(({ count }) => count <= lowRank) ?? rows[0];
  const high = rows.find(({ count }) => count >= Math.min(total, highRank)) ?? rows.at(-1);
  return low && high ? { low: low.value, high: high.value } : undefined;
}
