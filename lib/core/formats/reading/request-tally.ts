import type { Quantity, Run } from "#lib/core/formats/parsed.ts";
import { LatencyStore } from "./latency-store.ts";
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
  private readonly latencies = new LatencyStore();
  private unanswered = 0;
  private failed = 0;
  private bytes: number | null = null;
  private firstSent = Number.POSITIVE_INFINITY;
  private lastAnswered = Number.NEGATIVE_INFINITY;

  add(request: Request): void {
    this.latencies.add(request.latencyMs);
    if (!request.isGood) this.failed++;
    if (request.bytes !== null) this.bytes = (this.bytes ?? 0) + request.bytes;
    this.span(request.sentAt, request.latencyMs);
  }

  /** A request that never got an answer with a time: it counts as failed, its latency is unknown. */
  addWithoutAnswer(sentAt: number | null = null, givenUpAfterMs = 0): void {
    this.failed++;
    this.unanswered++;
    this.span(sentAt, givenUpAfterMs);
  }

  private span(sentAt: number | null, ms: number): void {
    if (sentAt === null) return;
    this.firstSent = Math.min(this.firstSent, sentAt);
    this.lastAnswered = Math.max(this.lastAnswered, sentAt + ms);
  }

  get count(): number {
    return this.latencies.count + this.unanswered;
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

  /** The rate is the count by the time that it took, unless another one is known better. */
  run(name: string, startedAt: string | null, requestsPerSecond: number | null = this.rate()): Run {
    return {
      name,
      startedAt,
      quantities: this.quantities(requestsPerSecond),
      each: "request",
      samples: latencySamples(this.latencies),
      series: {},
      errorRate: this.errorRate,
    };
  }

  private quantities(perSecond: number | null): Quantity[] {
    const good = perSecond === null ? null : perSecond * (1 - (this.errorRate ?? 0));
    const size = this.bytes === null ? null : this.bytes / this.latencies.count;
    const found = [
      ...latencyQuantities(this.latencies),
      quantity("throughput", perSecond, this.count),
      quantity("goodput", good, this.count),
      quantity("error-rate", this.errorRate, this.count),
      quantity("response-size", size, this.count),
      quantity("transfer", this.transfer(perSecond), null),
    ];
    return found.filter((one) => one.value !== null);
  }

  private transfer(perSecond: number | null): number | null {
    return this.bytes === null || perSecond === null ? null : (this.bytes / this.count) * perSecond;
  }

  private rate(): number | null {
    return this.seconds === null ? null : this.count / this.seconds;
  }
}

export function latencySamples(latencies: LatencyStore): Run["samples"] {
  return latencies.values === null || latencies.count === 0 ? {} : { latency: latencies.values };
}

const percentiles = [50, 75, 90, 95, 99];

/** Mean and percentiles of request latencies. A percentile that would be the largest value itself is left out. */
export function latencyQuantities(latencies: LatencyStore): Quantity[] {
  const n = latencies.count;
  const known = percentiles.filter((percent) => n * (1 - percent / 100) >= 1);
  const values = latencies.quantiles(known.map((percent) => percent / 100));
  return [
    quantity("latency.mean", latencies.mean, n),
    ...known.map((percent, index) => quantity(`latency.p${percent}`, values[index] ?? null, n)),
    quantity("latency.max", latencies.max, n),
  ];
}
