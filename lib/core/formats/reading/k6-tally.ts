import type { ParsedFile } from "#lib/core/formats/parsed.ts";
import { faultyFile } from "./faults.ts";
import { isoTime } from "./iso-time.ts";
import { quantity } from "./quantity.ts";
import { latencyQuantities } from "./request-tally.ts";

/** Single points of k6 gathered by metric; a point of `http_req_failed` is 1 where the request failed. */
export class K6Tally {
  private readonly latencies: number[] = [];
  private requests = 0;
  private judged = 0;
  private failed = 0;
  private received = 0;
  private users = 0;
  private from = Number.POSITIVE_INFINITY;
  private to = Number.NEGATIVE_INFINITY;
  private iterations: number[] = [];

  add(metric: string, at: number, value: number): void {
    if (at < this.from) this.from = at;
    if (at > this.to) this.to = at;
    if (metric === "http_req_duration") this.latencies.push(value);
    else if (metric === "http_reqs") this.requests += value;
    else if (metric === "http_req_failed") {
      this.judged++;
      this.failed += value;
    } else if (metric === "data_received") this.received += value;
    else if (metric === "vus") this.users = Math.max(this.users, value);
    else if (metric === "iteration_duration") this.iterations.push(value);
  }

  file(format: string, fileName: string): ParsedFile {
    const times = this.latencies.length > 0 ? this.latencies : this.iterations;
    if (times.length === 0) {
      throw faultyFile(fileName, "there is no point of http_req_duration or iteration_duration in it.");
    }
    const count = this.latencies.length > 0 ? Math.max(this.requests, times.length) : times.length;
    const seconds = (this.to - this.from) / 1000;
    const perSecond = seconds > 0 ? count / seconds : null;
    const errorRate = this.judged === 0 ? null : this.failed / this.judged;
    const quantities = [
      ...latencyQuantities(times),
      quantity("throughput", perSecond, count),
      quantity(
        "goodput",
        perSecond === null || errorRate === null ? null : perSecond * (1 - errorRate),
        count,
      ),
      quantity("error-rate", errorRate, this.judged),
      quantity("transfer", seconds > 0 && this.received > 0 ? this.received / seconds : null, count),
    ].filter((one) => one.value !== null);
    const startedAt = isoTime(this.from);
    return {
      format,
      tool: "k6",
      version: null,
      runs: [
        {
          name: fileName,
          startedAt,
          quantities,
          each: "request",
          samples: { latency: times },
          series: {},
          errorRate,
        },
      ],
      environment: { users: this.users || null },
      warnings: [],
    };
  }
}
