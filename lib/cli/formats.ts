import { parseArgs } from "node:util";
import { formats } from "#lib/core/formats/registry.ts";
import type { Io } from "./io.ts";
import { textTable } from "./text-table.ts";
import { exitStatus } from "./usage-error.ts";

const usage = "portal formats [--json]";

/** `portal formats`: the result files that are read, and what each is recognised by. */
export async function formatsCommand(args: string[], io: Io): Promise<number> {
  return exitStatus(io, usage, async () => {
    const { values } = parseArgs({ args, options: { json: { type: "boolean", default: false } } });
    const rows = formats.map(({ name, tool, detects, gives }) => ({ name, tool, detects, gives }));
    if (values.json) io.stdout(`${JSON.stringify(rows)}\n`);
    else {
      const cells = rows.map((row) => [row.name, row.tool, row.gives, row.detects]);
      io.stdout(textTable([["format", "tool", "gives", "recognised by"], ...cells]));
    }
  });
}
