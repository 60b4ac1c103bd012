import type { Format, ParsedFile } from "./parsed.ts";
import { pacedRate, requestsInFlight } from "./reading/concurrency.ts";
import { eachReport } from "./reading/each-report.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { loadRun } from "./reading/load-summary.ts";
import { readNumber } from "./reading/numbers.ts";
import { printedLines } from "./reading/source-text.ts";

/**
 * The figures of siege, as text or with `--json-output`. Times are seconds with two decimals: steps of 10 ms. The mean
 * is known better: siege computes the concurrency as all response times by the elapsed time, and the rate as all
 * transactions by it, so that one by the other is the mean.
 */
export const siegeSummary: Format = eachReport(
  {
    name: "siege",
    tool: "siege",
    detects: "“Transactions:”, “Availability:” and “Longest transaction:”, or the same as JSON (siege)",
    gives: "summary",
    detect: (head) => {
      const text = printedLines(head);
      // It may print every answer before the figures: then they come long after the head.
      return (
        /^\*\* SIEGE \d/.test(text) ||
        (/^\s*Transactions:/m.test(text) && /^\s*Availability:/m.test(text)) ||
        (/^\s*\{/.test(text) && /"transactions"\s*:/.test(text) && /"longest_transaction"\s*:/.test(text))
      );
    },
    parse,
  },
  /^\*\* SIEGE/,
  /^[ \t]*(?:\{\s*"transactions"|Transactions:)/,
);

function parse(printed: string, fileName: string): ParsedFile {
  const text = printedLines(printed);
  const figures = figuresOf(text, fileName);
  const required = (name: string): number => {
    const figure = figures.get(name);
    if (figure) return figure.value;
    throw faultyFile(fileName, `the figure ${quoted(name)} is missing: the output of siege looks cut off.`);
  };
  required("shortest transaction");
  const transactions = required("transactions");
  const failed = figures.get("failed transactions")?.value ?? 0;
  const successful = figures.get("successful transactions")?.value ?? transactions;
  const megabytes = figures.get("throughput")?.value ?? null;
  const data = figures.get("data transferred")?.value ?? null;
  const mean = meanTime(figures);
  const run = loadRun(fileName, {
    latencyMs: { mean: mean?.ms ?? null, max: inMs(figures.get("longest transaction")) },
    // Also where it writes ms: 90.00 ms are nine hundredths of a second.
    latencyStepMs: stepMs,
    answers: transactions,
    requests: transactions + failed,
    errors: failed + Math.max(0, transactions - successful),
    perSecond: required("transaction rate"),
    bytesPerSecond: megabytes === null ? null : megabytes * 1024 ** 2,
    bytesPerResponse: data === null || transactions === 0 ? null : (data * 1024 ** 2) / transactions,
  });
  const quantities = run.quantities.map((one) =>
    one.name === "latency.mean" && mean ? { ...one, resolution: mean.step } : one,
  );
  const inFlight = transactions > 0 ? (figures.get("concurrency")?.value ?? null) : null;
  const users = /Preparing (\d+) concurrent users/.exec(text)?.[1];
  return {
    format: "siege",
    tool: "siege",
    version: /\*\* SIEGE (\S+)/.exec(text)?.[1] ?? null,
    runs: [{ ...run, quantities }],
    environment: {
      users: users === undefined ? null : Number(users),
      requestsInFlight: users === undefined ? requestsInFlight(inFlight) : null,
      pacedRate: pacedRate(inFlight, required("transaction rate")),
    },
    warnings: [],
  };
}

const stepMs = 10;

/** From concurrency and rate, each of two decimals, where that agrees with the rounded time that is written. */
function meanTime(figures: Map<string, Figure>): { ms: number; step: number } | null {
  const written = inMs(figures.get("response time"));
  const [busy, rate] = [figures.get("concurrency")?.value ?? 0, figures.get("transaction rate")?.value ?? 0];
  if (busy > 0 && rate > 0) {
    const ms = (busy / rate) * 1000;
    if (written === null || Math.abs(ms - written) <= stepMs * 0.6) {
      return { ms, step: ms * (0.01 / busy + 0.01 / rate) };
    }
  }
  const isFine = figures.get("response time")?.unit === "ms";
  return written === null ? null : { ms: written, step: isFine ? stepMs / 1000 : stepMs };
}

type Figure = { value: number; unit: string };

/** `Response time: 0.01 secs` and `"response_time": 0.01,` by their names in words. */
function figuresOf(text: string, fileName: string): Map<string, Figure> {
  const figures = new Map<string, Figure>();
  for (const [, rawName = "", raw = "", unit = ""] of text.matchAll(
    /^[\s{]*"?([A-Za-z][A-Za-z_ ]+?)"?:[ \t]+"?([^\s",]+)"?,?[ \t]*([a-z/%A-Z]*)[ \t]*$/gm,
  )) {
    const value = readNumber(raw);
    const name = rawName.replaceAll("_", " ").toLowerCase();
    if (typeof value === "number") figures.set(name, { value, unit: unit.toLowerCase() });
    else if (value === undefined && name === "transactions") {
      throw faultyFile(fileName, `${quoted(raw)} is not a number of transactions.`);
    }
  }
  return figures;
}

function inMs(figure: Figure | undefined): number | null {
  if (!figure) return null;
  return figure.unit === "ms" ? figure.value : figure.value * 1000;
}
