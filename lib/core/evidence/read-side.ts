import { AppError } from "#lib/core/errors.ts";
import type { ParsedFile, Run } from "#lib/core/formats/parsed.ts";
import { quoted } from "#lib/core/formats/reading/faults.ts";
import { readable } from "#lib/core/formats/reading/source-text.ts";
import { formatOf, type ParseFileOptions, parseFile } from "#lib/core/formats/registry.ts";
import type { Warning } from "#lib/core/statistics/verdict.ts";
import { hashesOf, type NamedFile } from "./named-file.ts";

export type SideName = "before" | "after";

/** A run with the file it is from: one file is one sitting. */
export type SideRun = Run & { sitting: number };

export type Side = { name: SideName; files: ParsedFile[]; runs: SideRun[]; warnings: Warning[] };

export type SideOptions = ParseFileOptions & {
  /** Which result, from 0, of a file that holds several. */
  part?: number;
};

/** Reads all files of one side. Throws INVALID when one is faulty, or holds several results and none is chosen. */
export function readSide(name: SideName, files: readonly NamedFile[], options: SideOptions): Side {
  if (files.length === 0)
    throw new AppError("INVALID", `There is no ${name} file. Give at least one a side.`);
  const { unique, warnings } = withoutRepeats(name, files);
  const joined = joinParts(unique, options.format);
  const parsed = joined.map(
    (file) => file.parsed ?? parseFile(file.text, file.name, { ...options, since: file.since }),
  );
  refuseTwins(joined, parsed);
  const runs = parsed.flatMap((file, sitting) =>
    chosenRuns(file, name, options.part).map((run) => ({ ...run, sitting })),
  );
  return { name, files: parsed, runs, warnings: [...warnings, ...parsed.flatMap((file) => file.warnings)] };
}

/** `run-1.txt` and `run-1.csv` of one tool are one run saved in two ways, and must not count as two. */
function refuseTwins(files: readonly NamedFile[], parsed: readonly ParsedFile[]): void {
  const seen = new Map<string, { name: string; format: string }>();
  for (const [index, { tool, format }] of parsed.entries()) {
    const name = files[index]?.name ?? "";
    const key = `${tool} ${name.replace(/(\.[A-Za-z]+)+$/, "")}`;
    const twin = seen.get(key);
    if (!twin) seen.set(key, { name, format });
    else if (twin.format !== format) {
      throw new AppError(
        "INVALID",
        `${twin.name} and ${name} are by their names one run of ${tool} in two formats (${twin.format}, ${format}). Give one of them, so that it does not count twice.`,
      );
    }
  }
}

/** The same bytes twice are one measurement, not two. */
function withoutRepeats(side: SideName, files: readonly NamedFile[]) {
  const unique: NamedFile[] = [];
  const warnings: Warning[] = [];
  for (const file of files) {
    const earlier = unique.find((one) => hashesOf(one).join() === hashesOf(file).join());
    if (!earlier) unique.push(file);
    else {
      const message = `${file.name} has the same content as ${earlier.name}; on the ${side} side it is counted once.`;
      warnings.push({ code: "same-file-twice", message });
    }
  }
  return { unique, warnings };
}

/** Files that are parts of one run (a log per thread) are read as one. */
function joinParts(files: readonly NamedFile[], format: string | undefined): NamedFile[] {
  const joined: { file: NamedFile; key: string | null }[] = [];
  for (const file of files) {
    const key = file.parsed ? null : runKeyOf(file, format);
    const first = key === null ? undefined : joined.find((one) => one.key === key);
    if (first) first.file = { ...first.file, text: `${first.file.text.trimEnd()}\n${file.text}` };
    else joined.push({ file, key });
  }
  return joined.map(({ file }) => file);
}

function runKeyOf({ name, text }: NamedFile, format: string | undefined): string | null {
  return formatOf(readable(text, name), name, format).runKey?.(name) ?? null;
}

function chosenRuns(file: ParsedFile, side: SideName, part: number | undefined): Run[] {
  if (part === undefined) {
    if (file.runs.length === 1 || file.repeats) return file.runs;
    throw new AppError("INVALID", severalResults(file, side));
  }
  const run = file.runs[part];
  if (run) return [run];
  const count = file.runs.length === 1 ? "one result" : `${file.runs.length} results`;
  const name = file.runs[0]?.name ?? "The file";
  throw new AppError(
    "INVALID",
    `${name}: there is no part ${part}; the file holds ${count}, counted from 0.`,
  );
}

function severalResults(file: ParsedFile, side: SideName): string {
  const names = file.runs.slice(0, 6).map((run, index) => `${index} ${quoted(run.name, 60)}`);
  return `A ${side} file holds ${file.runs.length} results (${names.join(", ")}). Choose one by its number (${side}Part).`;
}
