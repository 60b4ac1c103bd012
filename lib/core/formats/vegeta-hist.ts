import { bucketQuantile } from "#lib/core/statistics/bucket-quantile.ts";
import type { Format, ParsedFile, Quantity } from "./parsed.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { loadRun } from "./reading/load-summary.ts";
import { readDuration } from "./reading/measures.ts";
import { quantity } from "./reading/quantity.ts";
import { linesOf } from "./reading/source-text.ts";

/** Counts by bucket. Percentiles are known only to the width of their bucket. */
export const vegetaHist: Format = {
  name: "vegeta-hist",
  tool: "vegeta",
  detects: "the header line Bucket # % Histogram (vegeta report -type=hist)",
  gives: "summary",
  detect: (head) => /^\s*Bucket\s+#\s+%\s+Histogram/.test(head),
  parse,
};

function parse(text: string, fileName: string): ParsedFile {
  const cumulative = new Map<number, number>();
  let total = 0;
  for (const [line, number] of linesOf(text)) {
    if (number === 1 || line.trim() === "") continue;
    const [, upper = "", count = ""] = /^\s*\[\S+,\s*(\S+)\]\s+(\d+)\s/.exec(line) ?? [];
    const edge = upper === "+Inf" ? Number.POSITIVE_INFINITY : readDuration(upper);
    if (edge === null || count === "") throw faultyFile(fileName, `${quoted(line)} is no bucket.`, number);
    total += Number(count);
    cumulative.set(edge, total);
  }
  if (!cumulative.has(Number.POSITIVE_INFINITY)) {
    throw faultyFile(fileName, "the bucket up to +Inf is missing: the histogram looks cut off.");
  }
  if (total === 0) throw faultyFile(fileName, "there is no request in it.");
  const quantities = [50, 75, 90, 95, 99].flatMap((percent): Quantity[] => {
    const found = bucketQuantile(cumulative, percent / 100);
    if (found === null) return [];
    return [
      {
        ...quantity(`latency.p${percent}`, found.value, total),
        resolution: found.width,
        bounds: found.bounds,
      },
    ];
  });
  return {
    format: "vegeta-hist",
    tool: "vegeta",
    version: null,
    runs: [{ ...loadRun(fileName, { latencyMs: {} }), quantities }],
    environment: {},
    warnings: [],
  };
}
