import type { Verdict } from "#lib/core/statistics/verdict.ts";

/** What people mean by "how fast is it" and "does it work", of each kind of file; the first that is there. */
const meant = [
  "largest-contentful-paint",
  "availability",
  "latency.mean",
  "latency.p50",
  "time.mean",
  "query.mean",
  "throughput",
];

/**
 * The quantity shown first where files hold several and nobody has chosen: the one that is meant, unless it cannot tell
 * anything (ab writes percentiles in whole milliseconds). `null` without a verdict.
 */
export function mainQuantity(verdicts: readonly Pick<Verdict, "metric" | "reason">[]): string | null {
  const telling = verdicts.filter(
    ({ reason }) => reason !== "resolution-limited" && reason !== "moved-elsewhere",
  );
  const found = meant.find((name) => telling.some(({ metric }) => metric === name));
  return found ?? telling[0]?.metric ?? verdicts[0]?.metric ?? null;
}
