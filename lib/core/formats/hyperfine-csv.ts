import type { Format, ParsedFile, Run } from "./parsed.ts";
import { rowsOf } from "./reading/delimited.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { missingWarning, readNumber } from "./reading/numbers.ts";
import { quantity } from "./reading/quantity.ts";
import { firstLines } from "./reading/source-text.ts";

/** A row per command, in seconds, without the single times. */
export const hyperfineCsv: Format = {
  name: "hyperfine-csv",
  tool: "hyperfine",
  detects: "the header line command,mean,stddev,median,user,system,min,max (hyperfine --export-csv)",
  gives: "summary",
  detect: (head) => /^command,mean,stddev,median,/.test(firstLines(head, 1)[0] ?? ""),
  parse,
};

function parse(text: string, fileName: string): ParsedFile {
  const rows = rowsOf(text, ",", fileName);
  const header: string[] = rows.next().value?.fields ?? [];
  if (!header.includes("mean") || !header.includes("command")) {
    throw faultyFile(fileName, "the header line command,mean,… is missing.");
  }
  const runs: Run[] = [];
  let missing = 0;
  for (const { line, fields } of rows) {
    if (fields.length !== header.length) {
      throw faultyFile(
        fileName,
        `the line has ${fields.length} fields, the header has ${header.length}.`,
        line,
      );
    }
    const cell = (name: string) => {
      const text = fields[header.indexOf(name)] ?? "";
      const number = readNumber(text);
      if (number === undefined)
        throw faultyFile(fileName, `${quoted(text)} is not a number of seconds.`, line);
      return number;
    };
    const [mean, median] = [cell("mean"), cell("median")];
    missing += [mean, median].filter((value) => value === null).length;
    runs.push({
      name: `${fileName}, row ${runs.length} ${quoted(fields[header.indexOf("command")] ?? "")}`,
      startedAt: null,
      quantities: [quantity("time.mean", mean, null), quantity("time.p50", median, null)],
      each: "run",
      samples: {},
      series: {},
      errorRate: null,
    });
  }
  if (runs.length === 0) throw faultyFile(fileName, "there is no command below the header.");
  return {
    format: "hyperfine-csv",
    tool: "hyperfine",
    version: null,
    runs: runs.length === 1 ? runs.map((run) => ({ ...run, name: fileName })) : runs,
    environment: {},
    warnings: missingWarning(missing, fileName),
  };
}
