import { faultyFile, quoted } from "./faults.ts";
import { linesOf } from "./source-text.ts";

/** One sample of a scrape: `name{label="value"} 12 1605301325.0`. */
export type Sample = {
  name: string;
  labels: Record<string, string>;
  value: number | null;
  at: number | null;
};

export type Scrape = { samples: Sample[]; types: Map<string, string> };

const sampleLine =
  /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:\s*[a-zA-Z_][a-zA-Z0-9_.]*\s*=\s*"(?:[^"\\]|\\.)*"\s*,?)*)\s*\})?[ \t]+(\S+)(?:[ \t]+(-?[\d.]+(?:e[+-]?\d+)?))?(?:[ \t]+(?:# .*|st@[\d.]+.*))?[ \t]*$/;

/**
 * Text of the OpenMetrics or the Prometheus exposition format. Times are seconds in the former and milliseconds in the
 * latter, told apart by their size. Exemplars are left out.
 */
export function readScrape(text: string, fileName: string): Scrape {
  const samples: Sample[] = [];
  const types = new Map<string, string>();
  for (const [line, number] of linesOf(text)) {
    if (line.trim() === "") continue;
    if (line.startsWith("#")) {
      const type = /^# TYPE (\S+) (\S+)/.exec(line);
      if (type?.[1] && type[2]) types.set(type[1], type[2]);
      continue;
    }
    const match = sampleLine.exec(line);
    const value = match ? numberOf(match[3] ?? "") : undefined;
    if (!match || value === undefined) throw faultyFile(fileName, `${quoted(line)} is no sample.`, number);
    const at = match[4] === undefined ? null : Number(match[4]);
    samples.push({
      name: match[1] ?? "",
      labels: labelsOf(match[2] ?? ""),
      value,
      at: at === null || !Number.isFinite(at) ? null : at < 1e11 ? at * 1000 : at,
    });
  }
  if (!text.endsWith("\n") && !text.trimEnd().endsWith("# EOF")) {
    throw faultyFile(fileName, "the last line has no line end: the scrape looks cut off.");
  }
  return { samples, types };
}

/** NaN and infinite values are no numbers to count with: `null`. */
function numberOf(text: string): number | null | undefined {
  if (/^[+-]?(nan|inf(inity)?)$/i.test(text)) return null;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

function labelsOf(text: string): Record<string, string> {
  const found = [...text.matchAll(/([a-zA-Z_][a-zA-Z0-9_.]*)\s*=\s*"((?:[^"\\]|\\.)*)"/g)];
  return Object.fromEntries(
    found.map(([, name = "", value = ""]) => [
      name,
      value.replaceAll(/\\(.)/g, (_, mark) => (mark === "n" ? "\n" : mark)),
    ]),
  );
}
