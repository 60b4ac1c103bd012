import type { Environment, ParsedFile } from "#lib/core/formats/parsed.ts";
import { type ParseFileOptions, parseFile } from "#lib/core/formats/registry.ts";
import type { Warning } from "#lib/core/statistics/verdict.ts";
import type { NamedFile } from "./named-file.ts";

/** What a file is and what is in it, before anything is written. */
export type FilePreview = {
  format: string;
  tool: string;
  version: string | null;
  runs: number;
  /** `n`: how many single values (requests, repeats, points) the quantity rests on; `null` where the file does not say. */
  metrics: { name: string; unit: string; n: number | null }[];
  environment: Environment;
  warnings: Warning[];
};

/** Throws INVALID for a file that cannot be read, naming the fault. */
export function previewFile(
  file: Pick<NamedFile, "name" | "text" | "since" | "parsed">,
  options: ParseFileOptions = {},
): FilePreview {
  return previewOf(file.parsed ?? parseFile(file.text, file.name, { ...options, since: file.since }));
}

function previewOf(file: ParsedFile): FilePreview {
  return {
    format: file.format,
    tool: file.tool,
    version: file.version,
    runs: file.runs.length,
    metrics: metricsOf(file),
    environment: file.environment,
    warnings: file.warnings,
  };
}

function metricsOf(file: ParsedFile): FilePreview["metrics"] {
  const metrics = new Map<string, FilePreview["metrics"][number]>();
  for (const { name, unit, n } of file.runs.flatMap((run) => run.quantities)) {
    const known = metrics.get(name);
    if (known) known.n = known.n === null || n === null ? null : known.n + n;
    else metrics.set(name, { name, unit, n });
  }
  return [...metrics.values()];
}
