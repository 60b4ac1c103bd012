import type { Format, ParsedFile } from "./parsed.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { isoTime } from "./reading/iso-time.ts";
import { RequestTally } from "./reading/request-tally.ts";
import { firstLines, linesOf } from "./reading/source-text.ts";

/** client transaction time(µs) script epoch µs [schedule lag] [retries]; a failed transaction has a word for its time. */
const lineShape =
  /^\d+ \d+ (\d+(\.\d+)?|failed|skipped|serialization|deadlock) \d+ \d{9,11} \d{1,6}( \d+){0,2}$/;

export const pgbenchLog: Format = {
  name: "pgbench-log",
  tool: "pgbench",
  detects: "lines of 6 to 8 numbers: client, transaction, time in µs, script, epoch, µs (pgbench --log)",
  gives: "samples",
  detect: (head) => lineShape.test(firstLines(head, 1)[0]?.trimEnd() ?? ""),
  parse,
  // One file per thread: `pgbench_log.1234` and `pgbench_log.1234.1` are one run.
  runKey: (fileName) => /^(.*\.\d+)\.\d+$/.exec(fileName)?.[1] ?? (/\.\d+$/.test(fileName) ? fileName : null),
};

function parse(text: string, fileName: string): ParsedFile {
  const tally = new RequestTally();
  const clients = new Map<string, Client>();
  const words = new Map<string, number>();
  for (const [line, number] of linesOf(text)) {
    if (line.trim() === "") continue;
    if (!lineShape.test(line.trimEnd())) throw faultyFile(fileName, lineFault(line), number);
    readLine(line, tally, clients, words);
  }
  return {
    format: "pgbench-log",
    tool: "pgbench",
    version: null,
    runs: [tally.run(fileName, isoTime(tally.startedAtMs), transactionsPerSecond(tally, clients))],
    environment: { clients: clients.size },
    warnings: [...words].map(([word, count]) => ({
      code: "failed-transactions",
      message: `${count} transactions in ${fileName} are marked ${word}; they count as errors, not as times.`,
    })),
  };
}

type Client = { first: number; last: number };

function readLine(
  line: string,
  tally: RequestTally,
  clients: Map<string, Client>,
  words: Map<string, number>,
) {
  const [client = "", transaction = "", time = "", , seconds, micros] = line.split(" ");
  const at = Number(transaction);
  const known = clients.get(client);
  if (known) {
    known.first = Math.min(known.first, at);
    known.last = Math.max(known.last, at);
  } else clients.set(client, { first: at, last: at });
  const latencyMs = Number(time) / 1000;
  if (Number.isNaN(latencyMs)) {
    words.set(time, (words.get(time) ?? 0) + 1);
    tally.addWithoutAnswer();
    return;
  }
  const endedAt = Number(seconds) * 1000 + Number(micros) / 1000;
  tally.add({ sentAt: endedAt - latencyMs, latencyMs, isGood: true, bytes: null });
}

/**
 * A log may be sampled (--sampling-rate) or cut, so its lines are not counted: each client numbers its transactions,
 * and the numbers tell how many there were.
 */
function transactionsPerSecond(tally: RequestTally, clients: Map<string, Client>): number | null {
  if (tally.seconds === null) return null;
  let transactions = 0;
  for (const client of clients.values()) transactions += client.last - client.first + 1;
  return transactions / tally.seconds;
}

function lineFault(line: string): string {
  const fields = line.trim().split(/\s+/).length;
  if (fields < 6) return `the line has ${fields} of the 6 to 8 fields of a pgbench log: ${quoted(line)}.`;
  return `${quoted(line, 60)} is not a line of a pgbench log.`;
}
