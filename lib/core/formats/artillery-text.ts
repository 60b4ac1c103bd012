import type { Format, ParsedFile } from "./parsed.ts";
import { eachReport } from "./reading/each-report.ts";
import { faultyFile } from "./reading/faults.ts";
import { loadRun } from "./reading/load-summary.ts";
import { readNumber } from "./reading/numbers.ts";
import { printedLines } from "./reading/source-text.ts";

/** The summary report at the end of the printed text of version 2. */
export const artilleryText: Format = eachReport(
  {
    name: "artillery",
    tool: "artillery",
    detects: "text with “Metrics for period to:” or “Summary report @” and dotted lines (artillery run)",
    gives: "summary",
    detect: (head) => {
      const text = printedLines(head);
      return /^(Metrics for period to:|Summary report @)/m.test(text) && /^http\.\S+: \.{3,}/m.test(text);
    },
    parse,
  },
  /^Test run id:/,
);

function parse(printed: string, fileName: string): ParsedFile {
  const text = printedLines(printed);
  const start = text.lastIndexOf("Summary report @");
  if (start === -1)
    throw faultyFile(fileName, "“Summary report” is missing: the test did not end, or the text is cut off.");
  const figures = figuresOf(text.slice(start));
  const count = (name: string) => figures.get(name) ?? 0;
  const sumOf = (pattern: RegExp) =>
    [...figures].reduce((sum, [name, value]) => sum + (pattern.test(name) ? value : 0), 0);
  const time = (name: string) => figures.get(`http.response_time/${name}`) ?? null;
  const answered = count("http.responses");
  const unanswered = sumOf(/^errors\.[^/]+$/);
  if (answered + unanswered === 0 || time("mean") === null || sumOf(/^vusers\./) === 0) {
    throw faultyFile(fileName, "the summary report has no response times: the text is cut off.");
  }
  return {
    format: "artillery",
    tool: "artillery",
    version: "2",
    runs: [
      loadRun(fileName, {
        latencyMs: {
          mean: time("mean"),
          p50: time("median"),
          p95: time("p95"),
          p99: time("p99"),
          max: time("max"),
        },
        requests: answered + unanswered,
        errors: sumOf(/^http\.codes\.[145]\d\d$/) + unanswered,
        perSecond: count("http.request_rate") || null,
        bytesPerResponse: answered > 0 ? count("http.downloaded_bytes") / answered || null : null,
      }),
    ],
    environment: { virtualUsers: figures.get("vusers.created") ?? null },
    warnings: [],
  };
}

/** `http.responses: .... 300`, and below a heading `  mean: .... 7.4` as `http.response_time/mean`. */
function figuresOf(report: string): Map<string, number> {
  const figures = new Map<string, number>();
  let heading = "";
  for (const [, indent = "", name = "", value] of report.matchAll(
    /^( *)([^\s:][^:\n]*):(?: \.+ ([\d.]+)\S*)?\s*$/gm,
  )) {
    if (value === undefined) heading = name;
    const number = readNumber(value ?? "");
    if (typeof number === "number") figures.set(indent === "" ? name : `${heading}/${name}`, number);
  }
  return figures;
}
