import type { Format, ParsedFile } from "./parsed.ts";
import { eachReport } from "./reading/each-report.ts";
import { faultyFile } from "./reading/faults.ts";
import { loadRun } from "./reading/load-summary.ts";
import { readDuration, readScaled } from "./reading/measures.ts";
import { printedLines } from "./reading/source-text.ts";

/** The printed tables. Latencies are whole ms but for the average; bytes are counted by the thousand. */
export const autocannonText: Format = eachReport(
  {
    name: "autocannon-text",
    tool: "autocannon",
    detects: "tables with the rows Latency, Req/Sec and Bytes/Sec (autocannon, as printed)",
    gives: "summary",
    detect: (head) => {
      const text = printedLines(head);
      const hasTables = /│ Stat\s+│/.test(text) && /│ (Latency|Req\/Sec)\s+│/.test(text);
      return hasTables || (/^Running .+ test @ /m.test(text) && /^\d+ connections/m.test(text));
    },
    parse,
  },
  /^Running .+ test @ /,
  /^│ Stat\s+│ 2\.5%/,
);

function parse(printed: string, fileName: string): ParsedFile {
  const text = printedLines(printed);
  const latency = tableRow("Latency", text);
  const perSecond = tableRow("Req/Sec", text);
  const transfer = tableRow("Bytes/Sec", text);
  const total = /^([\d.]+[kM]?) requests in ([\d.]+)s,/m.exec(text);
  const average = numberOf(perSecond.get("Avg"));
  if (!total || average === null || latency.size === 0) {
    throw faultyFile(fileName, "the tables or the line “requests in” are missing: the text looks cut off.");
  }
  const [, good, bad] = /^(\d+) 2xx responses, (\d+) non 2xx responses/m.exec(text) ?? [];
  const unanswered = readScaled(/^([\d.]+[kM]?) errors? \(/m.exec(text)?.[1] ?? "") ?? 0;
  const answers = good && bad ? Number(good) + Number(bad) : average * Number(total[2]);
  const bytesPerSecond = bytesOf(transfer.get("Avg"));
  const run = loadRun(fileName, {
    latencyMs: Object.fromEntries(
      [...latency].flatMap(([name, value]) => {
        const end = { Avg: "mean", Max: "max" }[name] ?? /^([\d.]+)%$/.exec(name)?.[1]?.replace(/^/, "p");
        return end === undefined || end === "p2.5" ? [] : [[end, readDuration(value.replaceAll(",", ""))]];
      }),
    ),
    latencyStepMs: 1,
    answers,
    requests: answers + unanswered,
    errors: Number(bad ?? 0) + unanswered,
    perSecond: average,
    bytesPerSecond,
    bytesPerResponse: bytesPerSecond === null || average === 0 ? null : bytesPerSecond / average,
  });
  const quantities = run.quantities.map((one) =>
    one.name === "latency.mean"
      ? { ...one, resolution: 0.1 }
      : { ...one, n: one.n === null ? null : Math.round(one.n) },
  );
  return {
    format: "autocannon-text",
    tool: "autocannon",
    version: null,
    runs: [{ ...run, quantities }],
    environment: { connections: connectionsIn(text) },
    warnings: [],
  };
}

/** A row of a table by the names of its head: `2.5%`, `50%`, `Avg` … */
function tableRow(name: string, text: string): Map<string, string> {
  const lines = text.split("\n").filter((line) => line.startsWith("│"));
  const at = lines.findIndex((line) => cells(line)[0] === name);
  const head = lines.slice(0, Math.max(at, 0)).findLast((line) => cells(line)[0] === "Stat");
  if (at === -1 || head === undefined) return new Map();
  const values = cells(lines[at] ?? "");
  return new Map(cells(head).flatMap((title, index) => (index === 0 ? [] : [[title, values[index] ?? ""]])));
}

function cells(line: string): string[] {
  return line
    .split("│")
    .slice(1, -1)
    .map((cell) => cell.trim());
}

function numberOf(text: string | undefined): number | null {
  return text === undefined ? null : readScaled(text.replaceAll(",", ""));
}

function bytesOf(text: string | undefined): number | null {
  const [, number = "", prefix = ""] = /^([\d.]+) ([kMGT]?)B$/.exec(text?.replaceAll(",", "") ?? "") ?? [];
  return number === "" ? null : Number(number) * 1000 ** ["", "k", "M", "G", "T"].indexOf(prefix);
}

function connectionsIn(text: string): number | null {
  const found = /^(\d+) connections/m.exec(text)?.[1];
  return found === undefined ? null : Number(found);
}
