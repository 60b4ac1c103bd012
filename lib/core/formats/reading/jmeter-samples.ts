import type { ParsedFile, ParseOptions } from "#lib/core/formats/parsed.ts";
import { faultyFile, quoted } from "./faults.ts";
import { isoTime } from "./iso-time.ts";
import { RequestTally } from "./request-tally.ts";

export type JmeterSample = {
  sentAt: number | null;
  elapsedMs: number;
  label: string;
  isGood: boolean;
  bytes: number | null;
  thread: string;
  /** A row of a Transaction Controller repeats the time of the samples inside it. */
  isTransaction: boolean;
};

/** Samples of one JMeter test as one run. Transaction rows count only where there is nothing else. */
export class JmeterTally {
  private readonly samples = new RequestTally();
  private readonly transactions = new RequestTally();
  private readonly threads = new Set<string>();
  private readonly labels = new Map<string, number>();

  add(sample: JmeterSample, wantedLabel: string | undefined): void {
    this.labels.set(sample.label, (this.labels.get(sample.label) ?? 0) + 1);
    if (sample.thread !== "") this.threads.add(sample.thread);
    if (wantedLabel !== undefined && sample.label !== wantedLabel) return;
    const tally = sample.isTransaction ? this.transactions : this.samples;
    tally.add({
      sentAt: sample.sentAt,
      latencyMs: sample.elapsedMs,
      isGood: sample.isGood,
      bytes: sample.bytes,
    });
  }

  file(format: string, fileName: string, options: ParseOptions): ParsedFile {
    const label = options.select?.label;
    const chosen = this.samples.count > 0 ? this.samples : this.transactions;
    if (chosen.count === 0) {
      const labels = [...this.labels.keys()].slice(0, 8).map((name) => quoted(name));
      const fault = label === undefined ? "there is no sample in it." : `there is no label ${quoted(label)}.`;
      throw faultyFile(fileName, labels.length > 0 ? `${fault} Its labels are ${labels.join(", ")}.` : fault);
    }
    const doubled = chosen === this.samples ? this.transactions.count : 0;
    return {
      format,
      tool: "jmeter",
      version: null,
      runs: [chosen.run(fileName, isoTime(chosen.startedAtMs))],
      environment: { threads: this.threads.size || null },
      warnings: transactionWarning(doubled, fileName),
    };
  }
}

export const transactionMessage = "Number of samples in transaction : ";

function transactionWarning(count: number, fileName: string): ParsedFile["warnings"] {
  if (count === 0) return [];
  const message = `${count} transaction rows in ${fileName} repeat the samples inside them and are left out.`;
  return [{ code: "transactions-left-out", message }];
}
