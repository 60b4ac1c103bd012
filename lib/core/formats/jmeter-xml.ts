import type { Format, ParsedFile, ParseOptions } from "./parsed.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { isUnanswered, type JmeterSample, JmeterTally, transactionCount } from "./reading/jmeter-samples.ts";

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
  const open: Open[] = [];
  const close = () => {
    const closed = open.pop();
    if (closed?.isHeld) tally.add(closed.sample, options.select?.label, closed.hasParts || undefined);
  };
  let isClosed = false;
  for (const match of text.matchAll(tag)) {
    const [, isEnd, name = "", attributes = "", isEmpty] = match;
    if (name === "testResults") {
      isClosed = isEnd === "/" || isEmpty === "/";
      continue;
    }
    if (isEnd === "/") {
      close();
      continue;
    }
    const sample = sampleOf(attributes, fileName, () => lineAt(text, match.index));
    const outer = open.at(-1);
    if (outer) outer.hasParts = true;
    const isPart = open.some((one) => one.sample.transactionOf === null);
    const isHeld = !isPart && sample.transactionOf !== null;
    if (!isPart && !isHeld) tally.add(sample, options.select?.label);
    open.push({ sample, isHeld, hasParts: false });
    if (isEmpty === "/") close();
  }
  if (!isClosed || open.length > 0)
    throw faultyFile(fileName, "</testResults> is missing: the file looks cut off.");
  return tally.file("jmeter-xml", fileName, options);
}

/** A transaction waits for its end, which tells whether its samples stand in it. */
type Open = { sample: JmeterSample; isHeld: boolean; hasParts: boolean };

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
    threads: /^\d+$/.test(found.get("na") ?? "") ? Number(found.get("na")) : null,
    isUnanswered: isUnanswered(found.get("rc") ?? ""),
    transactionOf: transactionCount(found.get("rm") ?? ""),
  };
}

const entities: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replaceAll(/&(lt|gt|amp|quot|apos);/g, (whole, name: string) => entities[name] ?? whole);
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split("\n").length;
}
