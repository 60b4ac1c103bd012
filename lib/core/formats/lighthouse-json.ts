import type { Format, ParsedFile, Quantity } from "./parsed.ts";
import { faultyFile } from "./reading/faults.ts";
import { isoTime } from "./reading/iso-time.ts";
import { isRecord, type JsonRecord, numberAt, parseJson, recordAt, textAt } from "./reading/json-text.ts";
import { quantity } from "./reading/quantity.ts";

type Meaning = Pick<Quantity, "unit" | "kind" | "better">;

const time: Meaning = { unit: "ms", kind: "duration", better: "lower" };

/** The audits that are measurements of the page; their units hold also for version 5, which does not write them. */
const audits: [name: string, Meaning][] = [
  ["first-contentful-paint", time],
  ["largest-contentful-paint", time],
  ["total-blocking-time", time],
  ["speed-index", time],
  ["interactive", time],
  ["max-potential-fid", time],
  ["server-response-time", time],
  ["interaction-to-next-paint", time],
  ["cumulative-layout-shift", { unit: "", kind: "score", better: "lower" }],
  ["total-byte-weight", { unit: "bytes", kind: "size", better: "lower" }],
];

/** One page load. The score of 0 to 1 is brought to the 0 to 100 that people know. */
export const lighthouseJson: Format = {
  name: "lighthouse",
  tool: "lighthouse",
  detects: "a JSON object with lighthouseVersion and audits (lighthouse --output=json)",
  gives: "summary",
  detect: (head) =>
    /^\s*\{/.test(head) &&
    // Sorted by keys, the version comes after all the audits.
    (/"lighthouseVersion"\s*:/.test(head) || /^\s*\{\s*"audits"\s*:[\s\S]*"scoreDisplayMode"\s*:/.test(head)),
  parse,
};

function parse(text: string, fileName: string): ParsedFile {
  const content = recordAt(parseJson(text, fileName), "the file", fileName);
  // An answer of PageSpeed Insights holds the report.
  const file = isRecord(content.lighthouseResult) ? content.lighthouseResult : content;
  const found = recordAt(file.audits, "audits", fileName);
  refuseFailedLoad(file, fileName);
  const quantities = [
    ...audits.flatMap(([name, meaning]) => auditQuantity(found[name], name, meaning, fileName)),
    ...scoreQuantity(file, fileName),
  ];
  if (quantities.length === 0) throw faultyFile(fileName, "there is no performance audit in it.");
  return {
    format: "lighthouse",
    tool: "lighthouse",
    version: textAt(file.lighthouseVersion),
    runs: [
      {
        name: fileName,
        startedAt: isoTime(file.fetchTime ?? file.generatedTime),
        quantities,
        each: "run",
        samples: {},
        series: {},
        errorRate: null,
      },
    ],
    environment: environmentOf(file),
    warnings: runWarnings(file.runWarnings, fileName),
  };
}

/** A page that did not load has numbers, but they are of an error page. */
function refuseFailedLoad(file: JsonRecord, fileName: string): void {
  const error = isRecord(file.runtimeError) ? file.runtimeError : {};
  const code = textAt(error.code);
  if (code === null || code === "NO_ERROR") return;
  throw faultyFile(fileName, `the page did not load (${code}), so there is nothing to compare.`);
}

function auditQuantity(audit: unknown, name: string, meaning: Meaning, fileName: string): Quantity[] {
  if (!isRecord(audit)) return [];
  // Version 4 called it rawValue.
  const value = numberAt(audit.numericValue ?? audit.rawValue, `audits.${name}.numericValue`, fileName);
  return value === null ? [] : [{ name, ...meaning, value, n: null }];
}

function scoreQuantity(file: JsonRecord, fileName: string): Quantity[] {
  const categories = isRecord(file.categories) ? file.categories : {};
  const performance = isRecord(categories.performance) ? categories.performance : {};
  const score = numberAt(performance.score, "categories.performance.score", fileName);
  return score === null ? [] : [{ ...quantity("performance-score", score * 100, null), resolution: 1 }];
}

function environmentOf(file: JsonRecord): ParsedFile["environment"] {
  const settings = isRecord(file.configSettings) ? file.configSettings : {};
  const machine = isRecord(file.environment) ? file.environment : {};
  const throttling = isRecord(settings.throttling) ? settings.throttling : {};
  const numberIn = (record: JsonRecord, key: string) => {
    const value = record[key];
    return typeof value === "number" ? value : null;
  };
  return {
    url: textAt(file.finalDisplayedUrl) ?? textAt(file.finalUrl) ?? textAt(file.requestedUrl),
    formFactor: textAt(settings.formFactor) ?? textAt(settings.emulatedFormFactor),
    throttlingMethod: textAt(settings.throttlingMethod),
    cpuSlowdown: numberIn(throttling, "cpuSlowdownMultiplier"),
    networkRttMs: numberIn(throttling, "rttMs"),
    networkKbps: numberIn(throttling, "throughputKbps"),
    benchmarkIndex: numberIn(machine, "benchmarkIndex"),
  };
}

function runWarnings(warnings: unknown, fileName: string): ParsedFile["warnings"] {
  if (!Array.isArray(warnings)) return [];
  return warnings
    .filter((warning) => typeof warning === "string")
    .map((warning) => ({
      code: "tool-warning",
      message: `Lighthouse says of ${fileName}: ${warning.replaceAll(/\s+/g, " ").slice(0, 300)}`,
    }));
}
