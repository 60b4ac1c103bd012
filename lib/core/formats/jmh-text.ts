import type { Format, ParsedFile, ParseOptions } from "./parsed.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { type JmhRow, jmhTable } from "./reading/jmh-rows.ts";
import { linesOf } from "./reading/source-text.ts";

const tableHead = /^Benchmark\b.*\sMode\s+(Cnt|Samples)\s+Score\s.*Units\s*$/;

/** The table at the end of what JMH prints, with or without the log before it. */
export const jmhText: Format = {
  name: "jmh-text",
  tool: "jmh",
  detects:
    "text with “# JMH version:”, or a line Benchmark … Mode Cnt Score Error Units (JMH, printed or -rf text)",
  gives: "summary",
  detect: (head) =>
    /^# JMH (\d[\d.]* |version: )/m.test(head) || head.split("\n").some((line) => tableHead.test(line)),
  parse,
};

function parse(text: string, fileName: string, options: ParseOptions): ParsedFile {
  const rows: JmhRow[] = [];
  let params: string[] | null = null;
  for (const [line, number] of linesOf(text)) {
    if (tableHead.test(line)) {
      params = [...line.matchAll(/\(([^)]+)\)/g)].map((match) => match[1] ?? "");
      rows.length = 0;
    } else if (params && line.trim() !== "" && !/^Benchmark result is saved/.test(line)) {
      rows.push(rowOf(line, number, params, fileName));
    }
  }
  if (!params)
    throw faultyFile(fileName, "the table of results is missing: the text is cut off, or JMH did not end.");
  const threads = /^# Threads: (\d+)/m.exec(text)?.[1];
  return {
    format: "jmh-text",
    tool: "jmh",
    version: /^# JMH (?:version: )?(\d[\d.]*)/m.exec(text)?.[1] ?? null,
    runs: [jmhTable(rows, fileName, options)],
    environment: { threads: threads === undefined ? null : Number(threads) },
    warnings: [],
  };
}

/** Columns stand two or more spaces apart; there is no count of a percentile, and no error of a lone value. */
function rowOf(line: string, number: number, params: string[], fileName: string): JmhRow {
  const cells = line
    .trim()
    .replace(/\s*±\s*/, " ± ")
    .split(/\s{2,}/);
  const [benchmark = "", ...others] = cells;
  const values = others.slice(0, params.length);
  const [mode = "", ...figures] = others.slice(params.length);
  const [score, unit] = [figures.at(-2), figures.at(-1)];
  if (score === undefined || !/[a-z]/.test(unit ?? "") || !/^[a-z]+$/.test(mode))
    throw faultyFile(fileName, `${quoted(line.trim())} is no row of the table: it looks cut off.`, number);
  return {
    line: number,
    benchmark,
    params: params.flatMap((name, index): [string, string][] => {
      const value = values[index] ?? "N/A";
      return value === "N/A" ? [] : [[name, value]];
    }),
    mode,
    samples: figures.length > 2 ? (figures[0] ?? "") : "",
    score: score.split(" ± ")[0] ?? "",
    unit: unit ?? "",
  };
}
