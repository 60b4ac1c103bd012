import type { Format, ParsedFile, ParseOptions } from "./parsed.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { type JmeterSample, JmeterTally, transactionMessage } from "./reading/jmeter-samples.ts";

/**
 * A sample is an element with attributes; bodies inside it are skipped. Samples inside a transaction count instead of
 * it; samples inside another sample (the parts of a page) are included in its time and do not count.
 */
export const jmeterXml: Format = {
  name: "jmeter-xml",
  tool: "jmeter",
  detects: "an XML document whose root is testResults (JMeter JTL as XML)",
  gives: "samples",
  detect: (head) => /<testResults\b/.test(head),
  parse,
};

const tag = /<(\/?)(httpSample|sample|testResults)\b((?:"[^"<]*"|'[^'<]*'|[^<>"'])*?)(\/?)>/g;

function parse(text: string, fileName: string, options: ParseOptions): ParsedFile {
  const tally = new JmeterTally();
  const open: { isTransaction: boolean }[] = [];
  let isClosed = false;
  for (const match of text.matchAll(tag)) {
    const [, isEnd, name = "", attributes = "", isEmpty] = match;
    if (name === "testResults") {
      isClosed = isEnd === "/" || isEmpty === "/";
      continue;
    }
    if (isEnd === "/") {
      open.pop();
      continue;
    }
    const sample = sampleOf(attributes, fileName, () => lineAt(text, match.index));
    const isPart = open.some((outer) => !outer.isTransaction);
    if (!isPart) tally.add(sample, options.select?.label);
    if (isEmpty !== "/") open.push(sample);
  }
  if (!isClosed || open.length > 0)
    throw faultyFile(fileName, "</testResults> is missing: the file looks cut off.");
  return tally.file("jmeter-xml", fileName, options);
}

function sampleOf(attributes: string, fileName: string, line: () => number): JmeterSample {
  const found = new Map<string, string>();
  for (const [, name = "", double, single] of attributes.matchAll(
    /([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g,
  )) {
    found.set(name, double ?? single ?? "");
  }
  const elapsed = found.get("t") ?? "";
  if (!/^-?\d+$/.test(elapsed))
    throw faultyFile(fileName, `a sample has no time t (${quoted(elapsed)}).`, line());
  const at = Number(found.get("ts") ?? Number.NaN);
  const bytes = found.get("by") ?? "";
  return {
    sentAt: Number.isFinite(at) ? at : null,
    elapsedMs: Number(elapsed),
    label: unescaped(found.get("lb") ?? ""),
    isGood: found.get("s") === "true",
    bytes: /^\d+$/.test(bytes) ? Number(bytes) : null,
    thread: found.get("tn") ?? "",
    isTransaction: (found.get("rm") ?? "").startsWith(transactionMessage),
  };
}

const entities: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replaceAll(/&(lt|gt|amp|quot|apos);/g, (whole, name: string) => entities[name] ?? whole);
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split("\n").length;
}
