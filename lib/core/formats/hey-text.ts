import type { Format, ParsedFile } from "./parsed.ts";
import { pacedRate, requestsInFlight } from "./reading/concurrency.ts";
import { eachReport } from "./reading/each-report.ts";
import { faultyFile } from "./reading/faults.ts";
import { loadRun } from "./reading/load-summary.ts";
import { printedLines } from "./reading/source-text.ts";

/** HTTP errors stand only in the status code distribution. All times are seconds, written to 0.1 ms. */
export const heyText: Format = eachReport(
  {
    name: "hey",
    tool: "hey",
    detects: "text with “Summary:”, “Requests/sec:” and “Response time histogram:” (hey)",
    gives: "summary",
    detect: (head) => {
      const text = printedLines(head);
      return (
        /^[ \t]*Summary:\s*$/m.test(text) && /^\s*Requests\/sec:/m.test(text) && /^\s*Slowest:/m.test(text)
      );
    },
    parse,
  },
  /^[ \t]*Summary:[ \t]*\r?$/,
);

function parse(printed: string, fileName: string): ParsedFile {
  const text = printedLines(printed);
  const codes = [...text.matchAll(/^\s*\[(\d{3})\]\s+(\d+) responses/gm)];
  const failures = [...text.matchAll(/^\s*\[(\d+)\]\s+(?!\d+ responses)\S/gm)];
  const average = secondsAfter("Average", text);
  const perSecond = numberAfter("Requests/sec", text);
  if (perSecond === null || (codes.length === 0 && failures.length === 0)) {
    throw faultyFile(fileName, "there is no status code distribution: the output of hey looks cut off.");
  }
  const answered = sumOf(codes.map((code) => Number(code[2])));
  const unanswered = sumOf(failures.map((failure) => Number(failure[1])));
  // The rate counts all requests; where the codes and errors below it are far fewer, some of their lines are gone.
  if (answered + unanswered < 0.9 * perSecond * ((secondsAfter("Total", text) ?? 0) / 1000)) {
    throw faultyFile(
      fileName,
      "the status codes are fewer than the requests: the output of hey looks cut off.",
    );
  }
  const refused = sumOf(codes.filter(isBadStatus).map((code) => Number(code[2])));
  const percentiles = [...text.matchAll(/^\s*(\d+)%+ in ([\d.]+) secs/gm)];
  const bytesPerResponse = numberAfter("Size/request", text);
  const inFlight = inFlightOf(text, average, perSecond);
  const run = loadRun(fileName, {
    latencyMs: {
      mean: average,
      ...Object.fromEntries(percentiles.map(([, percent, value]) => [`p${percent}`, Number(value) * 1000])),
      max: secondsAfter("Slowest", text),
    },
    latencyStepMs: 0.1,
    answers: answered,
    requests: answered + unanswered,
    errors: refused + unanswered,
    perSecond,
    bytesPerResponse,
    bytesPerSecond: bytesPerResponse === null ? null : bytesPerResponse * perSecond,
  });
  return {
    format: "hey",
    tool: "hey",
    version: null,
    runs: [run],
    environment: {
      requestsInFlight: requestsInFlight(inFlight),
      pacedRate: pacedRate(inFlight, perSecond),
    },
    warnings: [],
  };
}

/** Known only where the test lasted long enough against its slowest answer for its two ends not to matter. */
function inFlightOf(text: string, averageMs: number | null, perSecond: number): number | null {
  const totalMs = secondsAfter("Total", text);
  const slowestMs = secondsAfter("Slowest", text);
  if (totalMs === null || slowestMs === null || averageMs === null) return null;
  // Below 0.3 ms the rounding of the average is too coarse to multiply with.
  if (totalMs < 10 * slowestMs || averageMs < 0.3) return null;
  return (perSecond * averageMs) / 1000;
}

function isBadStatus(code: RegExpExecArray): boolean {
  const status = Number(code[1]);
  return status < 200 || status >= 400;
}

function numberAfter(label: string, text: string): number | null {
  const match = new RegExp(`^\\s*${label}:\\s+([\\d.]+)`, "m").exec(text);
  return match ? Number(match[1]) : null;
}

function secondsAfter(label: string, text: string): number | null {
  const seconds = numberAfter(label, text);
  return seconds === null ? null : seconds * 1000;
}

function sumOf(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
