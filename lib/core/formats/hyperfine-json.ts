import type { Format, ParsedFile, Run } from "./parsed.ts";
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
import { readDuration } from "./reading/measures.ts";
import { missingWarning } from "./reading/numbers.ts";
import { mean, quantile, sorted } from "./reading/quantiles.ts";
import { quantity } from "./reading/quantity.ts";

/**
 * Each execution of the command is a run of its own. Version 1 lists them as `times` in seconds; version 2 as
 * `measurements`, each figure with its unit.
 */
export const hyperfineJson: Format = {
  name: "hyperfine-json",
  tool: "hyperfine",
  detects:
    "a JSON object with results[].command and results[].mean, or with results[].measurements (hyperfine --export-json)",
  gives: "samples",
  detect: (head) =>
    (/^\s*\{\s*"results"\s*:\s*\[\s*\{\s*"command"\s*:/.test(head) &&
      /"(mean|times|median)"\s*:/.test(head)) ||
    (/^\s*\{/.test(head) &&
      /"measurements"\s*:\s*\[/.test(head) &&
      /"(hyperfine_version|time_wall_clock)"\s*:/.test(head)),
  parse,
};

function parse(text: string, fileName: string): ParsedFile {
  const file = recordAt(parseJson(text, fileName), "the file", fileName);
  const results = listAt(file.results, "results", fileName);
  if (results.length === 0) throw faultyFile(fileName, "results is an empty list.");
  const metadata = isRecord(file.metadata) ? file.metadata : {};
  const startedAt = isoTime(metadata.start_time);
  const found = results.map((result, index) => readResult(result, `results[${index}]`, fileName, startedAt));
  return {
    format: "hyperfine-json",
    tool: "hyperfine",
    version: textAt(metadata.hyperfine_version),
    runs: found.map((one) => (found.length === 1 ? { ...one.run, name: fileName } : one.run)),
    environment: {},
    warnings: missingWarning(
      found.reduce((sum, one) => sum + one.missing, 0),
      fileName,
    ),
  };
}

function readResult(
  result: unknown,
  where: string,
  fileName: string,
  startedAt: string | null,
): { run: Run; missing: number } {
  const record = recordAt(result, where, fileName);
  const { numbers, exitCodes } = executionsOf(record, where, fileName);
  const times = numbers.filter((time) => time !== null);
  const average = mean(times) ?? numberAt(record.mean, `${where}.mean`, fileName);
  const median = quantile(sorted(times), 0.5) ?? numberAt(record.median, `${where}.median`, fileName);
  if (average === null) throw faultyFile(fileName, `${where} has neither times nor a mean.`);
  const n = times.length > 0 ? times.length : null;
  const run: Run = {
    name: `${fileName}, ${where} ${quoted(textAt(record.name) ?? textAt(record.command) ?? "")}`,
    startedAt,
    quantities: [quantity("time.mean", average, n), quantity("time.p50", median, n)],
    each: "run",
    samples: times.length > 0 ? { time: times } : {},
    series: {},
    errorRate: failedShare(exitCodes, where, fileName),
  };
  return { run, missing: numbers.length - times.length };
}

type Executions = { numbers: (number | null)[]; exitCodes: unknown };

function executionsOf(record: JsonRecord, where: string, fileName: string): Executions {
  if (record.measurements === undefined) {
    const entries = record.times == null ? [] : listAt(record.times, `${where}.times`, fileName);
    const numbers = entries.map((time, index) => numberAt(time, `${where}.times[${index}]`, fileName));
    return { numbers, exitCodes: record.exit_codes };
  }
  const executions = listAt(record.measurements, `${where}.measurements`, fileName).map((one, index) =>
    recordAt(one, `${where}.measurements[${index}]`, fileName),
  );
  return {
    numbers: executions.map((one, index) => seconds(one, `${where}.measurements[${index}]`, fileName)),
    exitCodes: executions.map((one) => one.exit_code ?? null),
  };
}

function seconds(execution: JsonRecord, where: string, fileName: string): number | null {
  const time = recordAt(execution.time_wall_clock, `${where}.time_wall_clock`, fileName);
  const unit = textAt(time.unit) ?? "";
  const ms = readDuration(`1${unit}`);
  if (ms === null) throw faultyFile(fileName, `${where}: the unit ${quoted(unit)} is not known.`);
  const value = numberAt(time.value, `${where}.time_wall_clock.value`, fileName);
  return value === null ? null : value * (ms / 1000);
}

/** An exit code that is not 0, or none at all (ended by a signal), is a failed run. */
function failedShare(exitCodes: unknown, where: string, fileName: string): number | null {
  if (exitCodes === undefined || isRecord(exitCodes)) return null;
  const codes = listAt(exitCodes, `${where}.exit_codes`, fileName);
  if (codes.length === 0) return null;
  return codes.filter((code) => code !== 0).length / codes.length;
}
