import type { Format, ParsedFile, Run } from "./parsed.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { isRecord, listAt, numberAt, parseJson, recordAt, textAt } from "./reading/json-text.ts";
import { missingWarning } from "./reading/numbers.ts";
import { mean, quantile, sorted } from "./reading/quantiles.ts";
import { quantity } from "./reading/quantity.ts";

/** Each entry of `times` is one execution of the command, in seconds: a run of its own. */
export const hyperfineJson: Format = {
  name: "hyperfine-json",
  tool: "hyperfine",
  detects: "a JSON object with results[].command and results[].mean (hyperfine --export-json)",
  gives: "samples",
  detect: (head) =>
    /^\s*\{\s*"results"\s*:\s*\[\s*\{\s*"command"\s*:/.test(head) && /"(mean|times|median)"\s*:/.test(head),
  parse,
};

function parse(text: string, fileName: string): ParsedFile {
  const file = recordAt(parseJson(text, fileName), "the file", fileName);
  const results = listAt(file.results, "results", fileName);
  if (results.length === 0) throw faultyFile(fileName, "results is an empty list.");
  const found = results.map((result, index) => readResult(result, `results[${index}]`, fileName));
  return {
    format: "hyperfine-json",
    tool: "hyperfine",
    version: null,
    runs: found.map((one) => (found.length === 1 ? { ...one.run, name: fileName } : one.run)),
    environment: {},
    warnings: missingWarning(
      found.reduce((sum, one) => sum + one.missing, 0),
      fileName,
    ),
  };
}

function readResult(result: unknown, where: string, fileName: string): { run: Run; missing: number } {
  const record = recordAt(result, where, fileName);
  const entries = record.times == null ? [] : listAt(record.times, `${where}.times`, fileName);
  const numbers = entries.map((time, index) => numberAt(time, `${where}.times[${index}]`, fileName));
  const times = numbers.filter((time) => time !== null);
  const average = mean(times) ?? numberAt(record.mean, `${where}.mean`, fileName);
  const median = quantile(sorted(times), 0.5) ?? numberAt(record.median, `${where}.median`, fileName);
  if (average === null) throw faultyFile(fileName, `${where} has neither times nor a mean.`);
  const n = times.length > 0 ? times.length : null;
  const run: Run = {
    name: `${fileName}, ${where} ${quoted(textAt(record.command) ?? "")}`,
    startedAt: null,
    quantities: [quantity("time.mean", average, n), quantity("time.p50", median, n)],
    each: "run",
    samples: times.length > 0 ? { time: times } : {},
    series: {},
    errorRate: failedShare(record.exit_codes, where, fileName),
  };
  return { run, missing: numbers.length - times.length };
}

/** An exit code that is not 0, or none at all (ended by a signal), is a failed run. */
function failedShare(exitCodes: unknown, where: string, fileName: string): number | null {
  if (exitCodes === undefined || isRecord(exitCodes)) return null;
  const codes = listAt(exitCodes, `${where}.exit_codes`, fileName);
  if (codes.length === 0) return null;
  return codes.filter((code) => code !== 0).length / codes.length;
}
