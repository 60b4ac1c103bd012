import type { Quantity, Run } from "#lib/core/formats/parsed.ts";
import { quantity } from "./quantity.ts";

/** What a load tool says of one test in figures; what it does not say is left out or `null`. */
export type LoadSummary = {
  startedAt?: string | null;
  /** Milliseconds by the end of the quantity's name: `mean`, `p50`, `p97.5`, `max`. */
  latencyMs: Record<string, number | null | undefined>;
  /** The step in which latencies are written, where it is coarse. */
  latencyStepMs?: number;
  /** Answers of any status, where known: without one there is no response time, though tools write 0. */
  answers?: number | null;
  /** Requests sent, and those of them without a good answer. */
  requests?: number | null;
  errors?: number | null;
  perSecond?: number | null;
  goodPerSecond?: number | null;
  bytesPerSecond?: number | null;
  bytesPerResponse?: number | null;
};

/** One run of figures without single values. */
export function loadRun(name: string, summary: LoadSummary): Run {
  const requests = summary.requests ?? null;
  const errorRate = shareOf(summary.errors ?? null, requests);
  const perSecond = summary.perSecond ?? null;
  const derivedGoodput = perSecond === null || errorRate === null ? null : perSecond * (1 - errorRate);
  const rates: Quantity[] = [
    quantity("throughput", perSecond, requests),
    quantity("goodput", summary.goodPerSecond ?? derivedGoodput, requests),
    quantity("error-rate", errorRate, requests),
    quantity("response-size", summary.bytesPerResponse ?? null, requests),
    quantity("transfer", summary.bytesPerSecond ?? null, requests),
  ];
  return {
    name,
    startedAt: summary.startedAt ?? null,
    quantities: [...(summary.answers === 0 ? [] : latencies(summary, requests)), ...rates].filter(
      (one) => one.value !== null,
    ),
    each: "request",
    samples: {},
    series: {},
    errorRate,
  };
}

function latencies({ latencyMs, latencyStepMs }: LoadSummary, requests: number | null): Quantity[] {
  return Object.entries(latencyMs).map(([end, value]) => {
    const found = quantity(`latency.${end}`, value ?? null, requests);
    return latencyStepMs === undefined ? found : { ...found, resolution: latencyStepMs };
  });
}

function shareOf(errors: number | null, requests: number | null): number | null {
  if (errors === null || requests === null || requests <= 0) return null;
  return Math.min(1, Math.max(0, errors / requests));
}
