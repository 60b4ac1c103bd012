import type { ParsedFile } from "#lib/core/formats/parsed.ts";
import { faultyFile } from "./faults.ts";
import { isoTime } from "./iso-time.ts";
import { LatencyStore } from "./latency-store.ts";
import { quantity } from "./quantity.ts";
import { latencyQuantities, latencySamples } from "./request-tally.ts";

/** Single points of k6 gathered by metric; a point of `http_req_failed` is 1 where the request failed. */
export class K6Tally {
  private readonly latencies = new LatencyStore();
  private readonly iterations = new LatencyStore();
  private requests = 0;
  private unanswered = 0;
  private judged = 0;
  private failed = 0;
  private received = 0;
  private users = 0;
  private from = Number.POSITIVE_INFINITY;
  private to = Number.NEGATIVE_INFINITY;

  /** The status of a request is 0 where nothing answered: refused at once, it took no time. */
  add(metric: string, at: number, value: number, status: string): void {
    if (at < this.from) this.from = at;
    if (at > this.to) this.to = at;
    if (metric === "http_req_duration") {
      if (status === "0" && value === 0) this.unanswered++;
      else this.latencies.add(value);
    } else if (metric === "http_reqs") this.requests += value;
    else if (metric === "http_req_failed") {
      this.judged++;
      if (value !== 0) this.failed++;
    } else if (metric === "data_received") this.received += value;
    else if (metric === "vus") this.users = Math.max(this.users, value);
    else if (metric === "iteration_duration") this.iterations.add(value);
  }

  file(format: string, fileName: string): ParsedFile {
    const sent = this.latencies.count + this.unanswered;
    const hasRequests = sent > 0;
    const times = hasRequests ? this.latencies : this.iterations;
    if (!hasRequests && times.count === 0) {
      throw faultyFile(fileName, "there is no point of http_req_duration or iteration_duration in it.");
    }
    const count = hasRequests ? Math.max(this.requests, sent) : times.count;
    const seconds = (this.to - this.from) / 1000;
    const perSecond = seconds > 0 ? count / seconds : null;
    const errorRate = this.judged === 0 ? null : this.failed / this.judged;
    const goodput = perSecond === null || errorRate === null ? null : perSecond * (1 - errorRate);
    const quantities = [
      ...latencyQuantities(times),
      quantity("throughput", perSecond, count),
      quantity("goodput", goodput, count),
      quantity("error-rate", errorRate, this.judged),
      quantity("transfer", seconds > 0 && this.received > 0 ? this.received / seconds : null, count),
    ].filter((one) => one.value !== null);
    const startedAt = isoTime(this.from);
    const samples = latencySamples(times);
    return {
      format,
      tool: "k6",
      version: null,
      runs: [{ name: fileName, startedAt, quantities, each: "request", samples, series: {}, errorRate }],
      environment: { users: this.users || null },
      warnings: [],
    };
  }
}
