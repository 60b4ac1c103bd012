import type { Format, ParsedFile } from "./parsed.ts";
import { columnsFile } from "./reading/columns.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { isRecord, listAt, numberAt, parseJson, recordAt, textAt } from "./reading/json-text.ts";
import { quantity } from "./reading/quantity.ts";

/** Each entry is one page load, of which only the scores stand here; the metrics are in the files it names. */
export const lhciManifest: Format = {
  name: "lhci-manifest",
  tool: "lighthouse",
  detects: "a JSON list of entries with url, isRepresentativeRun and summary (LHCI manifest.json)",
  gives: "samples",
  detect: (head) => /^\s*\[\s*\{/.test(head) && /"isRepresentativeRun"\s*:/.test(head),
  parse: (text, fileName, options) => {
    const entries = listAt(parseJson(text, fileName), "the file", fileName).map((entry, index) =>
      recordAt(entry, `entry ${index}`, fileName),
    );
    const urls = [...new Set(entries.map((entry) => textAt(entry.url) ?? ""))];
    const url = options.select?.url ?? urls[0] ?? "";
    if (options.select?.url === undefined && urls.length > 1) {
      throw faultyFile(fileName, `it holds ${urls.length} pages (${listed(urls)}); select one with url=….`);
    }
    const scores = entries
      .filter((entry) => textAt(entry.url) === url || (url === "" && !entry.url))
      .map((entry, index) => scoreOf(entry, index, fileName))
      .filter((score) => score !== null);
    if (scores.length === 0)
      throw faultyFile(fileName, `there is no performance score of ${quoted(url)} in it.`);
    return withScores(fileName, scores, url);
  },
};

function scoreOf(entry: Record<string, unknown>, index: number, fileName: string): number | null {
  const summary = isRecord(entry.summary) ? entry.summary : {};
  const score = numberAt(summary.performance, `entry ${index}: summary.performance`, fileName);
  return score === null ? null : score * 100;
}

function withScores(fileName: string, scores: number[], url: string): ParsedFile {
  const file = columnsFile("lhci-manifest", fileName, [{ name: "performance-score", values: scores }], []);
  const runs = file.runs.map((run) => ({
    ...run,
    quantities: run.quantities.map(({ name, value, n }) => ({ ...quantity(name, value, n), resolution: 1 })),
  }));
  return { ...file, tool: "lighthouse", runs, environment: { url: url || null } };
}

function listed(names: string[]): string {
  return names
    .slice(0, 5)
    .map((name) => quoted(name))
    .join(", ");
}
