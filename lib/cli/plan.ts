import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { areaNames, areas, builtInPractices } from "#lib/changes/model.ts";
import { counted } from "#lib/core/words.ts";
import { type PlanReading, readingInShort } from "#lib/plan/reading/plan-reading.ts";
import { largestPlanBytes, readPlanFile, tooLarge } from "#lib/plan/reading/read-plan-file.ts";
import type { Io } from "./io.ts";
import { asReadable } from "./named-files.ts";
import { exitStatus, UsageError } from "./usage-error.ts";

const usage = "portal plan read FILE [--json]";

/** `portal plan read`: an existing plan document taken apart. It knows the built-in practices and needs no database. */
export function planCommand(args: string[], io: Io): Promise<number> {
  return exitStatus(io, usage, async () => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: "boolean", default: false } },
    });
    const [what, path, ...more] = positionals;
    if (what !== "read") throw new UsageError("Say what to do: read.");
    if (path === undefined || more.length > 0) throw new UsageError("Name one file.");
    const name = basename(path);
    const { size } = await asReadable(path, () => stat(path));
    if (size > largestPlanBytes) throw tooLarge(name, size, largestPlanBytes);
    const bytes = await asReadable(path, () => readFile(path));
    const reading = await readPlanFile({ name, bytes });
    io.stdout(values.json ? `${JSON.stringify(readingInShort(reading))}\n` : readingText(name, reading));
  });
}

function readingText(name: string, reading: PlanReading): string {
  const { changes, results, planned, notUnderstood } = reading;
  const counts = [
    counted(changes.length, "change", "changes"),
    counted(results.length, "claimed result", "claimed results"),
    counted(planned.length, "thing still to come", "things still to come"),
    `${counted(notUnderstood.length, "line", "lines")} not understood`,
  ];
  return [
    `${name}: ${counts.join(", ")}.\n`,
    ...areas.flatMap((area) => areaText(area, reading)),
    ...listText("Claimed results (said by the document, not measured here)", results),
    ...listText("Still to come", planned),
    ...listText("Not understood", notUnderstood),
  ].join("");
}

function areaText(area: (typeof areas)[number], { changes }: PlanReading): string[] {
  const own = changes.filter((change) => change.area === area);
  const practices = new Set(own.map(({ practice }) => practice));
  if (own.length === 0) return [];
  const nameOf = (key: string | null) =>
    builtInPractices.find((practice) => practice.key === key)?.name ?? "No practice named";
  return [
    `\n${areaNames[area]}\n`,
    ...[...practices].flatMap((practice) => [
      `  ${nameOf(practice)}\n`,
      ...own.filter((change) => change.practice === practice).map(({ line, title }) => numbered(line, title)),
    ]),
  ];
}

function listText(title: string, lines: readonly { line: number; text: string }[]): string[] {
  if (lines.length === 0) return [];
  return [`\n${title}\n`, ...lines.map(({ line, text }) => numbered(line, text))];
}

function numbered(line: number, text: string): string {
  return `${String(line).padStart(6)}  ${text}\n`;
}
