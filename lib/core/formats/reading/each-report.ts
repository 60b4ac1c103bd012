import type { Environment, Format, ParsedFile } from "#lib/core/formats/parsed.ts";
import { faultyFile } from "./faults.ts";

/**
 * Printed outputs one after another in a file (`wrk … >> before.txt`) are repeats of one test, each a run. `begins`
 * match the line with which an output begins; the first of them that is in the text counts.
 */
export function eachReport(format: Format, ...begins: RegExp[]): Format {
  return {
    ...format,
    parse: (text, fileName, options) => {
      const reports = reportsIn(text, begins);
      if (reports.length < 2) return format.parse(text, fileName, options);
      return joined(
        reports.map((report) => format.parse(report, fileName, options)),
        fileName,
      );
    },
  };
}

/** What stands before the first belongs to it. */
function reportsIn(text: string, begins: RegExp[]): string[] {
  const found = begins.map((line) => [...text.matchAll(new RegExp(line, "gm"))].map(({ index }) => index));
  const starts = found.find(({ length }) => length > 0) ?? [];
  return starts.map((start, i) => text.slice(i === 0 ? 0 : start, starts[i + 1] ?? text.length));
}

function joined(files: ParsedFile[], fileName: string): ParsedFile {
  const [first] = files;
  if (!first) throw faultyFile(fileName, "there is no output in it.");
  return {
    ...first,
    runs: files.flatMap(({ runs }, i) =>
      runs.map((run) => ({ ...run, name: `${fileName}, output ${i + 1}` })),
    ),
    environment: sharedEnvironment(
      files.map(({ environment }) => environment),
      fileName,
    ),
    warnings: files.flatMap(({ warnings }) => warnings),
    repeats: true,
  };
}

/** Numbers that were measured differ a little from run to run; numbers that were asked for do not. */
const alike = 1.6;

function sharedEnvironment(environments: Environment[], fileName: string): Environment {
  const keys = [...new Set(environments.flatMap((one) => Object.keys(one)))];
  return Object.fromEntries(
    keys.map((key) => {
      const values = environments.map((one) => one[key] ?? null);
      const first = values[0] ?? null;
      if (values.every((value) => value === first)) return [key, first];
      const numbers = values.filter((value) => typeof value === "number");
      if (numbers.length < values.length) return [key, null];
      if (Math.max(...numbers) > Math.min(...numbers) * alike) {
        const fault = `the outputs in it were made under different conditions (${key} ${numbers.join(", ")}). Give those that are alike.`;
        throw faultyFile(fileName, fault);
      }
      return [key, first];
    }),
  );
}
