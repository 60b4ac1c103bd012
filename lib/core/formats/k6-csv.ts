import type { Format, ParsedFile } from "./parsed.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { headedTable } from "./reading/headed-table.ts";
import { readTime } from "./reading/iso-time.ts";
import { K6Tally } from "./reading/k6-tally.ts";
import { readNumber } from "./reading/numbers.ts";
import { firstLines } from "./reading/source-text.ts";

/** Times are Unix seconds unless K6_CSV_TIME_FORMAT says otherwise: their size, or a date, tells. */
export const k6Csv: Format = {
  name: "k6-csv",
  tool: "k6",
  detects: "the header line metric_name,timestamp,metric_value,… (k6 --out csv)",
  gives: "samples",
  detect: (head) => /^metric_name,timestamp,metric_value/.test(firstLines(head, 1)[0] ?? ""),
  parse,
};

function parse(text: string, fileName: string): ParsedFile {
  const table = headedTable(text, ",", fileName);
  if (table.header[0] !== "metric_name") throw faultyFile(fileName, "the header line of k6 is missing.", 1);
  const tally = new K6Tally();
  for (const row of table.rows) {
    const { line, fields } = row;
    const [metric = "", time = "", text = ""] = fields;
    const at = readTime(time);
    const value = readNumber(text);
    if (at === null) throw faultyFile(fileName, `${quoted(time)} is no time.`, line);
    if (typeof value !== "number") throw faultyFile(fileName, `${quoted(text)} is no value.`, line);
    tally.add(metric, at, value, table.text(row, "status"));
  }
  return tally.file("k6-csv", fileName);
}
