import type { Format, ParsedFile } from "./parsed.ts";
import { artilleryErrors } from "./reading/artillery-errors.ts";
import { firstLoad } from "./reading/artillery-v1.ts";
import { eachReport } from "./reading/each-report.ts";
import { faultyFile } from "./reading/faults.ts";
import { isoTime, readTime } from "./reading/iso-time.ts";
import { type LoadSummary, loadRun } from "./reading/load-summary.ts";
import { readNumber } from "./reading/numbers.ts";
import { printedLines } from "./reading/source-text.ts";

/** The summary report at the end of the printed text: dotted lines in version 2, words and colons in version 1. */
export const artilleryText: Format = eachReport(
  {
    name: "artillery",
    tool: "artillery",
    detects:
      "text with “Metrics for period to:” or “Summary report @” and dotted lines, or with “Scenarios launched:” (artillery run)",
    gives: "summary",
    detect: (head) => {
      const text = printedLines(head);
      const isNew =
        /^(Metrics for period to:|Summary report @)/m.test(text) && /^(http|vusers)\.\S+: \.{3,}/m.test(text);
      return isNew || (/^\s*(Complete )?(Summary r|R)eport @/im.test(text) && isOld(text));
    },
    parse,
  },
  /^Test run id:/,
  /^Started phase 0,/,
);

function isOld(text: string): boolean {
  return /^\s*Scenarios launched:/m.test(text);
}

function parse(printed: string, fileName: string): ParsedFile {
  const text = printedLines(printed);
  const start = Math.max(text.lastIndexOf("Summary report @"), text.lastIndexOf("Complete report @"));
  if (start === -1)
    throw faultyFile(fileName, "“Summary report” is missing: the test did not end, or the text is cut off.");
  const report = text.slice(start);
  const figures = figuresOf(report);
  const isFirst = isOld(report);
  const load = isFirst ? firstSummary(report, figures) : newSummary(text, figures);
  const users = figures.get("vusers.created") ?? figures.get("Scenarios launched") ?? null;
  const hasTimes = Object.values(load.latencyMs).some((value) => typeof value === "number");
  if (users === null || !load.requests || (!hasTimes && load.answers !== 0)) {
    throw faultyFile(fileName, "the summary report has no response times: the text is cut off.");
  }
  return {
    format: "artillery",
    tool: "artillery",
    version: isFirst ? "1" : "2",
    runs: [loadRun(fileName, load)],
    environment: { virtualUsers: users },
    warnings: [],
  };
}

type Figures = ReadonlyMap<string, number>;

function newSummary(text: string, figures: Figures): LoadSummary {
  const time = (name: string) => figures.get(`http.response_time/${name}`) ?? null;
  const { answered, requests, errors } = artilleryErrors(Object.fromEntries(figures));
  const seconds = secondsOf(text);
  const bytes = figures.get("http.downloaded_bytes") ?? 0;
  return {
    latencyMs: {
      mean: time("mean"),
      p50: time("median"),
      p95: time("p95"),
      p99: time("p99"),
      max: time("max"),
    },
    answers: answered,
    requests,
    errors,
    // Its own rate is a mean over periods, the short ones at both ends among them, in whole requests.
    perSecond: seconds === null ? (figures.get("http.request_rate") ?? null) : answered / seconds,
    bytesPerResponse: answered > 0 ? bytes / answered || null : null,
  };
}

/** The periods of which it printed the metrics, one after another. Newer versions write their width. */
function secondsOf(text: string): number | null {
  const periods = [...text.matchAll(/^Metrics for period to:.*$/gm)].map(([line]) =>
    Number(/\(width: ([\d.]+)s\)/.exec(line)?.[1]),
  );
  const seconds = periods.reduce((sum, width) => sum + width, 0);
  return seconds > 0 ? seconds : null;
}

function firstSummary(report: string, figures: Figures): LoadSummary {
  const below = (heading: string) => {
    const found = [...figures].filter(([name]) => name.startsWith(`${heading}/`));
    return Object.fromEntries(found.map(([name, value]) => [name.slice(heading.length + 1), value]));
  };
  const load = firstLoad({
    latency: { ...below("Response time (msec)"), ...below("Request latency") },
    codes: below("Codes"),
    errors: below("Errors"),
    perSecond: figures.get("Mean response/sec") ?? figures.get("RPS sent") ?? null,
    endedAt: writtenAt(report),
  });
  return { ...load, startedAt: isoTime(load.startedAtMs) };
}

/** `report @ 01:30:08(+0000) 2026-11-28`, until 1.5 `report @ 2026-11-28T01:30:08.774Z`. */
function writtenAt(report: string): number | null {
  const [, time = "", zone = "", day = ""] =
    /report @ (\d\d:\d\d:\d\d)\(([+-]\d{4})\) (\d{4}-\d\d-\d\d)/.exec(report) ?? [];
  return readTime(day === "" ? (/report @ (\S+)/.exec(report)?.[1] ?? "") : `${day}T${time}${zone}`);
}

/**
 * `http.responses: .... 300`, and below a heading `  mean: .... 7.4` as `http.response_time/mean`. In version 1 all is
 * indented by two more, and there are no dots.
 */
function figuresOf(report: string): Map<string, number> {
  const figures = new Map<string, number>();
  const least = isOld(report) ? 2 : 0;
  let heading = "";
  for (const [, indent = "", name = "", value] of report.matchAll(
    /^( *)([^\s:][^:\n]*):(?: +(?:\.+ )?([\d.]+)(?:\/sec)?(?: \([\d.]+%\))?)?\s*$/gm,
  )) {
    if (value === undefined) heading = name;
    const number = readNumber(value ?? "");
    if (typeof number === "number") figures.set(indent.length <= least ? name : `${heading}/${name}`, number);
  }
  return figures;
}
