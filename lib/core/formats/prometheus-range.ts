import type { Warning } from "#lib/core/statistics/verdict.ts";
import type { Format, ParsedFile, ParseOptions, Point, Quantity, Run } from "./parsed.ts";
import { columnMeaning } from "./reading/column-name.ts";
import { unnamed } from "./reading/columns.ts";
import { isCounter, rateOfCounter } from "./reading/counter-rate.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { isoTime } from "./reading/iso-time.ts";
import {
  isRecord,
  type JsonRecord,
  listAt,
  numberAt,
  parseJson,
  recordAt,
  textAt,
} from "./reading/json-text.ts";
import { missingWarning } from "./reading/numbers.ts";

/** Values are texts; NaN and infinite ones are gaps, as are the times that are not there. */
export const prometheusRange: Format = {
  name: "prometheus",
  tool: "prometheus",
  detects: "JSON with status and data.resultType (an answer of Prometheus's /api/v1/query_range)",
  gives: "series",
  detect: (head) =>
    /^\s*\{/.test(head) &&
    (/"resultType"\s*:\s*"(matrix|vector|scalar|string)"/.test(head) ||
      (/^\s*\{\s*"status"\s*:\s*"(success|error)"/.test(head) && /"(resultType|errorType)"\s*:/.test(head))),
  parse,
};

function parse(text: string, fileName: string, options: ParseOptions): ParsedFile {
  const answer = recordAt(parseJson(text, fileName), "the file", fileName);
  if (answer.status === "error") {
    throw faultyFile(
      fileName,
      `Prometheus refused the query: ${quoted(textAt(answer.error) ?? "no reason given", 200)}.`,
    );
  }
  // Saved without its envelope, the data is the file.
  const data = recordAt(answer.data ?? answer, "data", fileName);
  if (data.resultType !== "matrix") {
    throw faultyFile(
      fileName,
      `this is the answer to one instant (${quoted(String(data.resultType))}), not of query_range. Ask /api/v1/query_range with a start, an end and a step.`,
    );
  }
  const found = chosenSeries(listAt(data.result, "data.result", fileName), options, fileName);
  const scraped = pointsOf(found, fileName);
  const labels = labelsOf(found);
  const name = labels.__name__ ?? unnamed;
  const isGrowing = isCounter(name, scraped);
  const points = isGrowing ? rateOfCounter(scraped) : scraped;
  const known = points.filter((point) => point.value !== null);
  if (known.length === 0) throw faultyFile(fileName, "every value of the series is NaN or infinite.");
  const mean = known.reduce((sum, point) => sum + (point.value ?? 0), 0) / known.length;
  const run: Run = {
    name: fileName,
    startedAt: isoTime(points[0]?.at ?? null),
    quantities: [{ name, ...meaningOf(name, isGrowing), value: mean, n: known.length }],
    each: "point",
    samples: {},
    series: Object.fromEntries([[name, points]]),
    errorRate: null,
  };
  return {
    format: "prometheus",
    tool: "prometheus",
    version: null,
    runs: [run],
    environment: {},
    warnings: [
      ...missingWarning(points.length - known.length, fileName),
      ...(isGrowing ? [asRate(name)] : []),
    ],
  };
}

function meaningOf(name: string, isGrowing: boolean): Pick<Quantity, "unit" | "kind" | "better"> {
  const meaning = columnMeaning(name);
  if (!isGrowing) return meaning;
  return { unit: meaning.unit === "" ? "1/s" : `${meaning.unit}/s`, kind: "rate", better: null };
}

function asRate(name: string): Warning {
  const message = `${name} is a counter: it is compared by its growth per second, without the intervals of a reset.`;
  return { code: "counter-as-rate", message };
}

function chosenSeries(result: unknown[], options: ParseOptions, fileName: string): JsonRecord {
  const all = result.map((one, index) => recordAt(one, `data.result[${index}]`, fileName));
  const wanted = Object.entries(options.select ?? {});
  const matching = all.filter((one) => {
    const labels = labelsOf(one);
    return wanted.every(([key, value]) => labels[key] === value);
  });
  const [first, ...others] = matching;
  if (!first) {
    const fault =
      all.length === 0 ? "the answer holds no series." : "no series has the labels that are selected.";
    throw faultyFile(fileName, `${fault}${all.length > 0 ? ` There are ${labelSets(all)}.` : ""}`);
  }
  if (others.length === 0) return first;
  throw faultyFile(
    fileName,
    `the answer holds ${matching.length} label sets: ${labelSets(matching)}. Select one with label=value.`,
  );
}

function labelsOf(series: JsonRecord): Record<string, string> {
  const metric = isRecord(series.metric) ? series.metric : {};
  return Object.fromEntries(Object.entries(metric).map(([key, value]) => [key, String(value)]));
}

function labelSets(series: JsonRecord[]): string {
  const sets = series.slice(0, 4).map((one) => {
    const labels = Object.entries(labelsOf(one)).map(([key, value]) => `${key}=${value}`);
    return `{${labels.join(", ")}}`;
  });
  return series.length > 4 ? `${sets.join(", ")} and ${series.length - 4} more` : sets.join(", ");
}

function pointsOf(series: JsonRecord, fileName: string): Point[] {
  if (series.values === undefined && series.histograms !== undefined) {
    throw faultyFile(
      fileName,
      "it holds native histograms; ask for a quantile, histogram_quantile(0.95, …).",
    );
  }
  const values = listAt(series.values, "values", fileName);
  const points = values.map((pair, index): Point => {
    const [at, value] = listAt(pair, `values[${index}]`, fileName);
    if (typeof at !== "number" || !Number.isFinite(at))
      throw faultyFile(fileName, `values[${index}] has no time.`);
    return { at: Math.round(at * 1000), value: numberAt(value, `values[${index}]`, fileName) };
  });
  return points.sort((one, other) => one.at - other.at);
}
