import { parseArgs } from "node:util";
import { type FilePreview, previewFile } from "#lib/core/evidence/preview-file.ts";
import type { Io } from "./io.ts";
import { namedFile } from "./named-files.ts";
import { selections } from "./selections.ts";
import { textTable } from "./text-table.ts";
import { exitStatus, UsageError } from "./usage-error.ts";

const usage = "portal inspect FILE [--format NAME] [--select KEY=VALUE] [--json]";

/** `portal inspect FILE`: what a file is and what is in it. */
export async function inspectCommand(args: string[], io: Io): Promise<number> {
  return exitStatus(io, usage, async () => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        format: { type: "string" },
        select: { type: "string", multiple: true },
        json: { type: "boolean", default: false },
      },
    });
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) throw new UsageError("Name one file.");
    const file = await namedFile(path, undefined, values.format);
    const preview = previewFile(file, { format: values.format, select: selections(values.select) });
    io.stdout(values.json ? `${JSON.stringify(preview)}\n` : previewText(file.name, preview));
  });
}

function previewText(name: string, preview: FilePreview): string {
  const tool = preview.version === null ? preview.tool : `${preview.tool} ${preview.version}`;
  const runs = preview.runs === 1 ? "1 run" : `${preview.runs} runs`;
  const rows = preview.metrics.map((metric) => [
    metric.name,
    metric.unit,
    metric.n === null ? "" : String(metric.n),
  ]);
  const environment = Object.entries(preview.environment)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `${key} ${value}`);
  return [
    `${name}: ${tool}, format ${preview.format}, ${runs}\n`,
    environment.length > 0 ? `measured with ${environment.join(", ")}\n` : "",
    "\n",
    textTable([["quantity", "unit", "values"], ...rows], [2]),
    ...preview.warnings.map((warning) => `\n${warning.message}\n`),
  ].join("");
}
