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
  /** Threads at work when it ended, of all groups. */
  threads: number | null;
  /** Nothing came back: its time is that of the failure, its size that of the error's text. */
  isUnanswered: boolean;
  /** How many samples a row of a Transaction Controller stands for; `null` for any other row. */
  transactionOf: number | null;
};

/**
 * Samples of one JMeter test as one run. A transaction whose samples stand in the file too repeats their time and is
 * left out; one that was told to be their parent stands for them and counts.
 */
export class JmeterTally {
  private readonly samples = new RequestTally();
  private readonly transactions = new RequestTally();
  private readonly threads = new Map<string, Thread>();
  private readonly labels = new Map<string, number>();
  private mostThreads = 0;

  add(sample: JmeterSample, wantedLabel: string | undefined, isParent = this.isRepeated(sample)): void {
    this.labels.set(sample.label, (this.labels.get(sample.label) ?? 0) + 1);
    this.mostThreads = Math.max(this.mostThreads, sample.threads ?? 0);
    const thread = this.threads.get(sample.thread) ?? { lastSentAt: null, unclaimed: 0 };
    this.threads.set(sample.thread, thread);
    if (isParent) thread.unclaimed = 0;
    else if (sample.transactionOf === null) {
      thread.lastSentAt = sample.sentAt;
      thread.unclaimed++;
    }
    if (wantedLabel !== undefined && sample.label !== wantedLabel) return;
    const tally = isParent ? this.transactions : this.samples;
    const { sentAt, elapsedMs: latencyMs, isGood, bytes } = sample;
    if (sample.isUnanswered) tally.addWithoutAnswer(sentAt, latencyMs);
    else tally.add({ sentAt, latencyMs, isGood, bytes });
  }

  /** Its samples are written before it, by the same thread, and began after it did. */
  private isRepeated({ transactionOf, thread, sentAt }: JmeterSample): boolean {
    if (transactionOf === null) return false;
    const { lastSentAt, unclaimed } = this.threads.get(thread) ?? { lastSentAt: null, unclaimed: 0 };
    // A clock that stepped back by a moment does not make them strangers.
    if (sentAt !== null && lastSentAt !== null && thread !== "") return lastSentAt >= sentAt - 1;
    return transactionOf > 0 && unclaimed >= transactionOf;
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
      environment: { threads: this.threadCount() },
      warnings: [...transactionWarning(doubled, fileName), ...timesWarning(chosen, fileName)],
    };
  }

  private threadCount(): number | null {
    const named = [...this.threads.keys()].filter((name) => name !== "").length;
    return named || this.mostThreads || null;
  }
}

type Thread = {
  /** When the last sample of the thread began. */
  lastSentAt: number | null;
  /** Samples since the last transaction that repeated some. */
  unclaimed: number;
};

/** What the message of a transaction's row says, and no other's: `null` for those. */
export function transactionCount(message: string): number | null {
  const count = /^Number of samples in transaction : (\d+)/.exec(message)?.[1];
  return count === undefined ? null : Number(count);
}

const noAnswer = /^Non HTTP response code\b/;

export function isUnanswered(code: string): boolean {
  return noAnswer.test(code);
}

function transactionWarning(count: number, fileName: string): ParsedFile["warnings"] {
  if (count === 0) return [];
  const message = `${count} transaction rows in ${fileName} repeat the samples inside them and are left out.`;
  return [{ code: "transactions-left-out", message }];
}

function timesWarning(tally: RequestTally, fileName: string): ParsedFile["warnings"] {
  if (tally.startedAtMs !== null) return [];
  const message = `${fileName} does not tell when its samples were sent, or in a way that is not known here, so that it has no throughput.`;
  return [{ code: "no-times", message }];
}
