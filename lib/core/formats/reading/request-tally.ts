import type { Quantity, Run } from "#lib/core/formats/parsed.ts";
import { mean, quantile, sorted } from "./quantiles.ts";
import { quantity } from "./quantity.ts";

export type Request = {
  /** When it was sent, in milliseconds since any common origin; `null` where the file does not tell. */
  sentAt: number | null;
  latencyMs: number;
  isGood: boolean;
  bytes: number | null;
};

/** Single requests of one load test, gathered while a file is read. */
export class RequestTally {
  readonly latencies: number[] = [];
  private failed = 0;
  private bytes: number | null = null;
  private firstSent = Number.POSITIVE_INFINITY;
  private lastAnswered = Number.NEGATIVE_INFINITY;

  add(request: Request): void {
    this.latencies.push(request.latencyMs);
    if (!request.isGood) this.failed++;
    if (request.bytes !== null) this.bytes = (this.bytes ?? 0) + request.bytes;
    if (request.sentAt === null) return;
    this.firstSent = Math.min(this.firstSent, request.sentAt);
    this.lastAnswered = Math.max(this.lastAnswered, request.sentAt + request.latencyMs);
  }

  /** A request that never got an answer with a time: it counts as failed, its latency is unknown. */
  addWithoutAnswer(): void {
    this.failed++;
    this.unanswered++;
  }
  private unanswered = 0;

  get count(): number {
    return this.latencies.length + this.unanswered;
  }

  get errorRate(): number | null {
    return this.count === 0 ? null : this.failed / this.count;
  }

  /** From the first request sent to the last answer; `null` where the file has no times. */
  get seconds(): number | null {
    const span = (this.lastAnswered - this.firstSent) / 1000;
    return Number.isFinite(span) && span > 0 ? span : null;
  }

  get startedAtMs(): number | null {
    return Number.isFinite(this.firstSent) ? this.firstSent : null;
  }

  quantities(requestsPerSecond: number | null = this.rate()): Quantity[] {
    const good = requestsPerSecond === null ? null : requestsPerSecond * (1 - (this.errorRate ?? 0));
    const size = this.bytes === null ? null : this.bytes / this.count;
    const found = [
      ...latencyQuantities(this.latencies),
      quantity("throughput", requestsPerSecond, this.count),
      quantity("goodput", good, this.count),
      quantity("error-rate", this.errorRate, this.count),
      quantity("response-size", size, this.count),
      quantity(
        "transfer",
        size === null || requestsPerSecond === null ? null : size * requestsPerSecond,
        null,
      ),
    ];
    return found.filter((one) => one.value !== null);
  }

  run(name: string, startedAt: string | null, requestsPerSecond?: number | null): Run {
    return {
      name,
      startedAt,
      quantities: this.quantities(requestsPerSecond),
      each: "request",
      samples: { latency: this.latencies },
      series: {},
      errorRate: this.errorRate,
    };
  }

  private rate(): number | null {
    return this.seconds === null ? null : this.count / this.seconds;
  }
}

const percentiles = [50, 75, 90, 95, 99];

/** Mean and percentiles of request latencies. A percentile that would be the largest value itself is left out. */
export function latencyQuantities(latenciesMs: readonly number[]): Quantity[] {
  const ascending = sorted(latenciesMs);
  const n = ascending.length;
  const found = percentiles
    .filter((percent) => n * (1 - percent / 100) >= 1)
    .map((percent) => quantity(`latency.p${percent}`, quantile(ascending, percent / 100), n));
  return [
    quantity("latency.mean", mean(latenciesMs), n),
    ...found,
    quantity("latency.max", ascending[n - 1] ?? null, n),
  ];
}
